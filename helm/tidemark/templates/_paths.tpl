{{/* The path table: by service, the prefixes that it answers. Its one source is the local ingress of the quickstart. */}}
{{- define "tidemark.paths" -}}
{{- $table := dict -}}
{{- range .Files.Lines "files/paths.csv" -}}
{{- if hasPrefix "/" . -}}
{{- $columns := splitList "," (trim .) -}}
{{- $_ := set $table (last $columns) (append (get $table (last $columns) | default list) (first $columns)) -}}
{{- end -}}
{{- end -}}
{{- toYaml $table -}}
{{- end -}}
