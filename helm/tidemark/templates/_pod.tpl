{{/* Values of a pod: what holds for all, and what is special to one. Takes root and values. */}}
{{- define "tidemark.pod.values" -}}
{{- mergeOverwrite (deepCopy .root.Values.pod) (default dict .values.pod) | toYaml -}}
{{- end -}}

{{/* Labels and annotations of a pod. Takes root, component and values. */}}
{{- define "tidemark.pod.metadata" -}}
{{- $pod := include "tidemark.pod.values" . | fromYaml -}}
labels:
  {{- include "tidemark.labels" . | nindent 2 }}
  {{- with $pod.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with $pod.annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What all pods have in common, at the restricted Pod Security Standard. Takes root, component and values. */}}
{{- define "tidemark.pod" -}}
{{- $pod := include "tidemark.pod.values" . | fromYaml -}}
serviceAccountName: {{ include "tidemark.fullname" .root }}-{{ .component }}
automountServiceAccountToken: false
# Variables such as TIDEMARK_…_PORT would be taken for settings.
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ $pod.user }}
  runAsGroup: {{ $pod.user }}
  fsGroup: {{ $pod.user }}
  seccompProfile:
    type: RuntimeDefault
{{- with $pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $pod.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ $pod.tmpSize }}
  {{- with .root.Values.postgresql.caSecret }}
  - name: postgresql-ca
    secret:
      secretName: {{ . }}
      items:
        - {key: ca.crt, path: ca.crt}
  {{- end }}
{{- end -}}

{{/* Image, rights and files of a container. Takes root, application and values. */}}
{{- define "tidemark.container" -}}
name: {{ .application }}
image: {{ include "tidemark.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
resources:
  {{- toYaml .values.resources | nindent 2 }}
securityContext:
  {{- include "tidemark.container.security" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if .root.Values.postgresql.caSecret }}
  - name: postgresql-ca
    mountPath: /etc/tidemark/postgresql
    readOnly: true
  {{- end }}
{{- end -}}

{{- define "tidemark.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
