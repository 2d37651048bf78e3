# Sourced by mvnw and tidemark: sets JAVA_HOME to a JDK 25 or newer, wherever the usual installers put one.
# An explicit JAVA_HOME wins when it is new enough; otherwise the first match below does.

jdk_major() {
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] || return 1
  major=$(jdk_major "$1")
  [ "${major:-0}" -ge 25 ]
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  # The callers switch globbing off; here the patterns must expand.
  case $- in *f*) globbing=off ;; *) globbing=on ;; esac
  set +f
  on_path=$(command -v javac 2>/dev/null || :)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for jdk in "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      [ "$globbing" = on ] || set -f
      return 0
    fi
  done
  [ "$globbing" = on ] || set -f
  echo "Tidemark needs a JDK 25 or newer, and none was found. Install one (Debian: temurin-25-jdk), or set JAVA_HOME." >&2
  return 1
}

find_jdk_25
