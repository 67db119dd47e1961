// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// lrsMetrics is the lrs.Meter of a server: what Prometheus reads.
type lrsMetrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	stored   prometheus.Counter
	repeated prometheus.Counter
	rejected *prometheus.CounterVec
	commit   prometheus.Histogram
	group    prometheus.Histogram
	size     prometheus.Gauge
	open     prometheus.GaugeFunc
}

func newLRSMetrics(connections func() int) *lrsMetrics {
	m := &lrsMetrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "briques_lrs_requests_total", Help: "Requests by route, method, status and xAPI version."}, []string{"route", "method", "code", "version"}),
		latency:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "briques_lrs_request_seconds", Help: "Time to answer.", Buckets: prometheus.ExponentialBuckets(0.0005, 2, 16)}, []string{"route", "method"}),
		stored:   prometheus.NewCounter(prometheus.CounterOpts{Name: "briques_lrs_statements_stored_total", Help: "Statements stored."}),
		repeated: prometheus.NewCounter(prometheus.CounterOpts{Name: "briques_lrs_statements_repeated_total", Help: "Statements acknowledged again."}),
		rejected: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "briques_lrs_rejected_total", Help: "Faults answered, by code."}, []string{"code"}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "briques_lrs_commit_seconds", Help: "Time of a durable commit.", Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14)}),
		group:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "briques_lrs_commit_statements", Help: "Statements in a commit.", Buckets: prometheus.ExponentialBuckets(1, 2, 10)}),
		size:     prometheus.NewGauge(prometheus.GaugeOpts{Name: "briques_lrs_store_bytes", Help: "Bytes of the databases."}),
	}
	m.open = prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "briques_lrs_connections", Help: "Open connections."}, func() float64 { return float64(connections()) })
	peak := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "briques_lrs_memory_peak_bytes", Help: "Most memory the process has held."}, func() float64 { return float64(memoryPeak()) })
	m.registry.MustRegister(peak, m.requests, m.latency, m.stored, m.repeated, m.rejected, m.commit, m.group, m.size, m.open,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Request implements lrs.Meter.
func (m *lrsMetrics) Request(route, method, version string, code int, took time.Duration) {
	if route == "" {
		route = "other"
	}
	switch method {
	case "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS":
	default:
		method = "other" // a label must not grow with what clients invent
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(code), version).Inc()
	m.latency.WithLabelValues(route, method).Observe(took.Seconds())
}

// Stored implements lrs.Meter.
func (m *lrsMetrics) Stored(fresh, repeated int) {
	m.stored.Add(float64(fresh))
	m.repeated.Add(float64(repeated))
}

// Rejected implements lrs.Meter.
func (m *lrsMetrics) Rejected(code string) { m.rejected.WithLabelValues(code).Inc() }

func (m *lrsMetrics) observe(statements int, took time.Duration) {
	m.commit.Observe(took.Seconds())
	m.group.Observe(float64(statements))
}
