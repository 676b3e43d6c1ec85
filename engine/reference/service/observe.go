package service

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
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

// observe makes the metrics, and the paths that tell how the service is. The error is of a registry that has such metrics.
func (s *service) observe() error {
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
	for _, c := range []prometheus.Collector{
		s.metrics.durations, s.metrics.violations, s.metrics.faults, collectors.NewDBStatsCollector(s.Store.DB, "store"),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		if err := s.Metrics.Register(c); err != nil {
			return err
		}
	}
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{}))
	s.mux.HandleFunc("GET /healthz", s.health)
	return nil
}

// record tells the metrics and the log what became of a request. Neither gets what the sender wrote.
func (s *service) record(ctx context.Context, endpoint string, status int, took time.Duration, report engine.Report, err error) {
	s.metrics.durations.WithLabelValues(endpoint, strconv.Itoa(status)).Observe(took.Seconds())
	attrs := []slog.Attr{slog.String("endpoint", endpoint), slog.Int("status", status), slog.Duration("took", took)}
	if err != nil {
		s.metrics.faults.WithLabelValues(endpoint).Inc()
		s.Log.LogAttrs(ctx, slog.LevelError, "no verdict", append(attrs, slog.String("error", harmless(err)))...)
		return
	}
	for _, v := range report.Violations() {
		if v.Severity == engine.SeverityError {
			s.metrics.violations.WithLabelValues(endpoint, v.Rule).Inc()
		}
	}
	if value := report.LogValue(); value.Kind() == slog.KindGroup { // else no contract is about it
		attrs = append(attrs, slog.Attr{Key: "report", Value: value})
	}
	s.Log.LogAttrs(ctx, slog.LevelInfo, "request", attrs...)
}

// harmless is the text of an error without the address of the sender, which is in that of a body.
func harmless(err error) string {
	var body *httpcheck.BodyError
	if errors.As(err, &body) {
		return "the body cannot be read"
	}
	return err.Error()
}

// health answers by one look at the store and the outbox, whoever asks while it takes, and for a second after it.
func (s *service) health(w http.ResponseWriter, r *http.Request) {
	s.beat.Lock()
	if time.Since(s.beat.at) > time.Second {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Second)
		s.beat.err = errors.Join(s.Store.Beat(ctx), s.Outbox.Beat())
		s.beat.at = time.Now()
		cancel()
	}
	err := s.beat.err
	s.beat.Unlock()
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ok\n"))
}

// A beat is what the last look at the store and the outbox told.
type beat struct {
	sync.Mutex
	at  time.Time
	err error
}
