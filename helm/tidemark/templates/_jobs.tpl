{{/* What the job's exit codes mean to Kubernetes. An ignored pod is made anew, after a while, and counts for no failure. */}}
{{- define "tidemark.job.failures" -}}
podFailurePolicy:
  rules:
    # Exit code 2: the command line makes no sense, or the database is refused; the next time will be no better.
    - action: FailJob
      onExitCodes: {containerName: aggregation-job, operator: In, values: [2]}
    # Exit code 3: another run is at work.
    - action: Ignore
      onExitCodes: {containerName: aggregation-job, operator: In, values: [3]}
    - action: Ignore
      onPodConditions:
        - {type: DisruptionTarget, status: "True"}
{{- end -}}
