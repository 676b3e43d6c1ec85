package service

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
)

type metrics struct {
	durations  *prometheus.HistogramVec // by endpoint and status
	violations *prometheus.CounterVec   // by endpoint and rule
	faults     *prometheus.CounterVec   // by endpoint
}

// observe makes the metrics, and the paths that tell how the service is.
func (s *service) observe() {
	s.metrics = metrics{
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "passant_request_duration_seconds", Help: "How long requests took, by endpoint and status.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 2.5, 12),
		}, []string{"endpoint", "code"}),
		violations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "passant_violations_total", Help: "Violations of contracts, warnings excepted, by endpoint and rule.",
		}, []string{"endpoint", "rule"}),
		faults: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "passant_faults_total", Help: "Requests that got no verdict, as a lookup could not tell, the store failed or the body could not be read.",
		}, []string{"endpoint"}),
	}
	s.Metrics.MustRegister(s.metrics.durations, s.metrics.violations, s.metrics.faults,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewDBStatsCollector(s.Store.DB, "store"))
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{}))
	s.mux.HandleFunc("GET /healthz", s.health)
}

// measured is h, whose durations are told to the metrics.
func (s *service) measured(endpoint string, h http.Handler) http.Handler {
	return promhttp.InstrumentHandlerDuration(s.metrics.durations.MustCurryWith(prometheus.Labels{"endpoint": endpoint}), h)
}

// record tells the metrics and the log what became of a request. Neither gets what the sender wrote.
func (e *endpoint) record(ctx context.Context, report engine.Report, err error, took time.Duration) {
	attrs := []slog.Attr{slog.String("endpoint", e.name), slog.Duration("took", took)}
	if err != nil {
		e.metrics.faults.WithLabelValues(e.name).Inc()
		e.Log.LogAttrs(ctx, slog.LevelError, "no verdict", append(attrs, slog.String("error", harmless(err)))...)
		return
	}
	for _, v := range report.Violations() {
		if v.Severity == engine.Error {
			e.metrics.violations.WithLabelValues(e.name, v.Rule).Inc()
		}
	}
	e.Log.LogAttrs(ctx, slog.LevelInfo, "request", append(attrs, slog.Int("status", report.Status()), slog.Any("report", report))...)
}

// harmless is the text of an error without the address of the sender, which is in that of a body.
func harmless(err error) string {
	var body *httpcheck.BodyError
	if errors.As(err, &body) {
		return "the body cannot be read"
	}
	return err.Error()
}

func (s *service) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.Store.Ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ok\n"))
}
