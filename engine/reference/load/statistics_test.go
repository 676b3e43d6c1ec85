package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEstimated(t *testing.T) {
	inf := math.Inf(1)
	for name, test := range map[string]struct {
		values []float64
		want   estimate
	}{
		"one":                    {[]float64{3}, estimate{3, -inf, inf}},
		"odd":                    {[]float64{9, 1, 2}, estimate{2, -inf, inf}},
		"even":                   {[]float64{4, 1, 2, 9}, estimate{3, -inf, inf}},
		"outliers do not matter": {[]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 500}, estimate{1, 1, 500}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, estimated(test.values)) })
	}
	assert.True(t, math.IsNaN(estimated(nil).median))
}

func TestQuantile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	for part, want := range map[float64]float64{0: 1, 0.5: 3, 0.99: 5, 1: 5} {
		assert.InDelta(t, want, quantile(values, part), 1e-9, "%v", part)
	}
	assert.Equal(t, []float64{5, 1, 4, 2, 3}, values)
}

// Drift that is longer than a pair of blocks is in neither the differences nor their median.
func TestPairs(t *testing.T) {
	var c cost
	for i := range 99 {
		drift := float64(i * i)
		for way, takes := range [ways]float64{discards: 10, reads: 11, validates: 12.5} {
			c[way] = append(c[way], takes+drift)
		}
	}
	assert.Equal(t, estimate{2.5, 2.5, 2.5}, c.less(discards))
	assert.Equal(t, 1.5, c.less(reads).median)
	both := overhead{costs: []cost{c, {{1}, {2}, {3}}}}.total()
	assert.Len(t, both[validates], 100)
	assert.Equal(t, 2.5, both.less(discards).median)
	assert.Equal(t, []float64{2, -1}, differences([]float64{3, 1}, []float64{1, 2}))
}
