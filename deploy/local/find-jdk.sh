# Sets JAVA_HOME to a JDK 25, or says plainly that there is none. To be sourced.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  local candidate java
  java=$(command -v java || true)
  [ -n "$java" ] && java=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")
  for candidate in "${JAVA_HOME:-}" "$java" ${JDK_FOLDERS-/usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /opt/jdk* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home}; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  echo "No JDK 25 was found in JAVA_HOME, on the PATH or in the usual folders: install one (for example Temurin 25) or set JAVA_HOME." >&2
  return 1
}

find_jdk_25 || exit 1
