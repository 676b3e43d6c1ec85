//go:build !race

// Package racetest tells tests whether they run under the race detector, where a sync.Pool drops what it is given at random,
// so that allocations cannot be counted.
package racetest

// Enabled reports whether the race detector is on.
const Enabled = false
