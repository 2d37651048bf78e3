{{/* The peers on a port; an empty list of peers is everybody. Takes direction ("to" or "from"), peers, ports ("1024-65535" for a range) and perhaps protocols. */}}
{{- define "tidemark.network.rule" -}}
{{- $protocols := .protocols | default (list "TCP") -}}
- ports:
    {{- range .ports }}
    {{- $range := toString . | splitList "-" }}
    {{- range $protocols }}
    - {port: {{ first $range }}{{ with rest $range }}, endPort: {{ first . }}{{ end }}, protocol: {{ . }}}
    {{- end }}
    {{- end }}
  {{- with .peers }}
  {{ $.direction }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "tidemark.network.dns" -}}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" .Values.networkPolicy.peers.dns "ports" .Values.networkPolicy.dnsPorts "protocols" (list "UDP" "TCP")) }}
{{- end -}}

{{- define "tidemark.network.postgresql" -}}
{{- $peers := .Values.networkPolicy.peers.postgresql -}}
{{- if and .Values.postgresql.cluster.enabled (not $peers) -}}
{{- $peers = list (dict "podSelector" (dict "matchLabels" (dict "cnpg.io/cluster" (printf "%s-db" (include "tidemark.fullname" .))))) -}}
{{- end -}}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" $peers "ports" (list .Values.postgresql.port)) }}
{{- end -}}

{{/* PostgreSQL, as services reach it: past a pooler only to read from a replica. Takes root and the service. */}}
{{- define "tidemark.network.database" -}}
{{- $values := .root.Values -}}
{{- if $values.postgresql.pooler.host }}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" $values.networkPolicy.peers.pooler "ports" (list $values.postgresql.pooler.port)) }}
{{- end }}
{{- if or (not $values.postgresql.pooler.host) (and (eq .service "query-service") $values.query.readReplica) }}
{{ include "tidemark.network.postgresql" .root }}
{{- end }}
{{- end -}}

{{- define "tidemark.network.redis" -}}
{{- $ports := list -}}
{{- range .Values.redis.hosts -}}
{{- $ports = append $ports (include "tidemark.address" . | splitList " " | last | int) | uniq -}}
{{- end -}}
{{- if and $ports (eq .Values.redis.clientType "sentinel") -}}
{{- $ports = append $ports (int .Values.redis.masterPort) | uniq -}}
{{- end -}}
{{- if $ports -}}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" .Values.networkPolicy.peers.redis "ports" $ports) }}
{{- end -}}
{{- end -}}

{{/* The provider; takes root, and whether only public addresses count where nothing is said of it. */}}
{{- define "tidemark.network.oidc" -}}
{{- $peers := .root.Values.networkPolicy.peers.oidc -}}
{{- if and .public (not $peers) -}}
{{- $peers = include "tidemark.network.public" . | fromYamlArray -}}
{{- end -}}
{{- $port := include "tidemark.address" .root.Values.oidc.issuer | splitList " " | last | int -}}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" $peers "ports" (list $port)) }}
{{- end -}}

{{- define "tidemark.network.tracing" -}}
{{- with .Values.tracing.endpoint -}}
{{- $port := include "tidemark.address" . | splitList " " | last | int -}}
{{ include "tidemark.network.rule" (dict "direction" "to" "peers" $.Values.networkPolicy.peers.tracing "ports" (list $port)) }}
{{- end -}}
{{- end -}}

{{/* Public addresses, as alert-service itself judges them: IANA's special-purpose registries, and a metadata service. */}}
{{- define "tidemark.network.public" -}}
- ipBlock:
    cidr: 0.0.0.0/0
    except:
      - 0.0.0.0/8
      - 10.0.0.0/8
      - 100.64.0.0/10
      - 127.0.0.0/8
      - 169.254.0.0/16
      - 172.16.0.0/12
      - 192.0.0.0/24
      - 192.0.2.0/24
      - 192.88.99.0/24
      - 192.168.0.0/16
      - 198.18.0.0/15
      - 198.51.100.0/24
      - 203.0.113.0/24
      - 224.0.0.0/4
      - 240.0.0.0/4
      - 168.63.129.16/32
- ipBlock:
    cidr: 2000::/3
    except:
      - 2001::/23
      - 2001:db8::/32
      - 2002::/16
      - 3fff::/20
{{- end -}}
