{{/*
What tells the services from one another; all else of them is the same, and is in services.yaml. By service: its key in
the values and among the logins, and what its autoscaler can follow: the target's name in the values, and the metric
that the service exports.
*/}}
{{- define "tidemark.services" -}}
ingest-service:
  key: ingest
  metrics:
    queueDepth: tidemark_ingest_queue_depth
    rollupLag: tidemark_rollup_lag_seconds
query-service:
  key: query
  metrics: {}
alert-service:
  key: alert
  metrics:
    deliveryLateness: tidemark_webhook_queue_lateness_seconds
{{- end -}}

{{/* Whether a service has, or may get, more than one replica. Takes its values. */}}
{{- define "tidemark.isReplicated" -}}
{{- if .autoscaling.enabled -}}
{{- if gt (int .autoscaling.maxReplicas) 1 }}true{{ end -}}
{{- else if gt (int .replicas) 1 -}}
true
{{- end -}}
{{- end -}}
