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

{{/* Where pods run, as whom, and by what credentials their images are had. Takes root and values. */}}
{{- define "tidemark.pod.place" -}}
{{- $pod := include "tidemark.pod.values" . | fromYaml -}}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- with $pod.user }}
  runAsUser: {{ int64 . }}
  runAsGroup: {{ int64 . }}
  fsGroup: {{ int64 . }}
  {{- end }}
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
{{- end -}}

{{/* What all pods have in common, at the restricted Pod Security Standard. Takes root, component, values, and the account's name if it is another. */}}
{{- define "tidemark.pod" -}}
{{- $pod := include "tidemark.pod.values" . | fromYaml -}}
serviceAccountName: {{ include "tidemark.fullname" .root }}-{{ .name | default .component }}
automountServiceAccountToken: false
# Variables such as TIDEMARK_…_PORT would be taken for settings.
enableServiceLinks: false
{{- include "tidemark.pod.place" . }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ $pod.tmpSize }}
  {{- range include "tidemark.authorities" . | fromYamlArray }}
  - name: {{ . }}-ca
    secret:
      secretName: {{ get (get $.root.Values .) "caSecret" }}
      items:
        - {key: ca.crt, path: ca.crt}
  {{- end }}
  {{- with $pod.volumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* The servers, by their key in the values, that an application knows by an authority of their own. Takes root and application. */}}
{{- define "tidemark.authorities" -}}
{{- $servers := list "postgresql" -}}
{{- if ne .application "aggregation-job" -}}
{{- $servers = concat $servers (list "oidc" "redis" "tracing") -}}
{{- end -}}
{{- if eq .application "alert-service" -}}
{{- $servers = append $servers "mail" -}}
{{- end -}}
{{- range $servers -}}
{{- if get (get $.root.Values .) "caSecret" }}
- {{ . }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Image, rights, files and sources of variables of a container. Takes root, application, values, and perhaps settings, a ConfigMap's name. */}}
{{- define "tidemark.container" -}}
{{- $pod := include "tidemark.pod.values" . | fromYaml -}}
{{- $sources := $pod.envFrom | default list -}}
{{- with .settings -}}
{{- $sources = prepend $sources (dict "configMapRef" (dict "name" .)) -}}
{{- end -}}
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
  {{- range include "tidemark.authorities" . | fromYamlArray }}
  - name: {{ . }}-ca
    mountPath: /etc/tidemark/{{ . }}
    readOnly: true
  {{- end }}
  {{- with $pod.volumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with $sources }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "tidemark.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
