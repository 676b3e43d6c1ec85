package main

import (
	"time"

	"github.com/aclements/go-moremath/stats"
)

// confidence is that of intervals.
const confidence = 0.99

// An estimate is a median in µs, and an interval that has it with confidence: infinite where there are too few values.
type estimate struct{ median, low, high float64 }

// estimated is the estimate of values in µs. It sorts them.
func estimated(values []float64) estimate {
	s := stats.Sample{Xs: values}
	s.Sort()
	median, low, high := stats.QuantileCI(len(values), 0.5, confidence).SampleCI(s)
	return estimate{median, low, high}
}

// differences are those of pairs: what is at the same place.
func differences(from, minus []float64) []float64 {
	d := make([]float64, len(from))
	for i := range from {
		d[i] = from[i] - minus[i]
	}
	return d
}

// quantile is a value that as large a part of the values does not exceed.
func quantile(values []float64, part float64) float64 {
	return stats.Sample{Xs: values}.Quantile(part)
}

func µs(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
