{{/* What the chart asks of the operator. */}}
{{- define "tidemark.cluster" -}}
{{- with .Values.postgresql -}}
instances: {{ .cluster.instances }}
{{- with .cluster.imageName }}
imageName: {{ . }}
{{- end }}
storage:
  size: {{ .cluster.storageSize }}
  {{- with .cluster.storageClass }}
  storageClass: {{ . }}
  {{- end }}
resources:
  {{- toYaml .cluster.resources | nindent 4 }}
bootstrap:
  initdb:
    database: {{ .database }}
    owner: tidemark
    secret: {name: {{ .secrets.owner }}}
{{- if gt (int .cluster.instances) 1 }}
{{- /* Acknowledged is committed, also on the server that takes over. */}}
postgresql:
  synchronous: {method: any, number: 1}
{{- end }}
managed:
  roles:
    {{- /* The migration makes roles and grants to them. */}}
    - name: tidemark
      login: true
      createrole: true
      passwordSecret: {name: {{ .secrets.owner }}}
    {{- range $login := list "ingest" "query" "alert" "job" }}
    - name: tidemark_{{ $login }}
    - name: {{ $login }}
      login: true
      inRoles: [tidemark_{{ $login }}]
      passwordSecret: {name: {{ get $.Values.postgresql.secrets $login }}}
    {{- end }}
{{- end -}}
{{- end -}}
