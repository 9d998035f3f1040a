#!/usr/bin/env bash
# What the steps of action.yml run. It takes its inputs from the environment,
# so that nothing a user writes is ever read as shell. It runs in the bash 3.2
# of macOS, too.
set -euo pipefail

# lines NAME: the lines of the variable that are not blank, into the array
# found.
lines() {
  found=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "${line//[[:space:]]/}" ] || found+=("$line")
  done <<<"${!1:-}"
}

fail() {
  echo "::error title=Bailiwick::$1"
  exit 2
}

# install: the binary into $bin.
install() {
  bin=$(mktemp -d)/bailiwick
  if [ -z "${BAILIWICK_VERSION:-}" ]; then
    command -v go >/dev/null || fail "no Go on this runner to build with: put actions/setup-go in front, or name a release with version"
    (cd "$GITHUB_ACTION_PATH" && CGO_ENABLED=0 go build -trimpath -o "$bin" ./cmd/bailiwick)
    return
  fi
  local system arch suffix=.tar.gz
  case ${RUNNER_OS:-Linux} in
    Linux) system=linux ;;
    macOS) system=darwin ;;
    Windows) system=windows suffix=.zip ;;
    *) fail "no release is for $RUNNER_OS" ;;
  esac
  case ${RUNNER_ARCH:-X64} in
    X64) arch=amd64 ;;
    ARM64) arch=arm64 ;;
    *) fail "no release is for $RUNNER_ARCH" ;;
  esac
  local version=${BAILIWICK_VERSION#v} name from
  case $version in *[!0-9A-Za-z.-]*) fail "version is no version: $version" ;; esac
  name=bailiwick_${version}_${system}_${arch}
  from=${GITHUB_SERVER_URL:-https://github.com}/${BAILIWICK_REPOSITORY:?the repository of the action is not known}/releases/download/v$version
  local dir
  dir=$(dirname "$bin")
  (
    cd "$dir"
    curl -fsSL --retry 3 -O "$from/$name$suffix" -O "$from/SHA256SUMS" || fail "no release $version: $from/$name$suffix"
    grep " $name$suffix\$" SHA256SUMS >sum || fail "SHA256SUMS does not name $name$suffix"
    if command -v sha256sum >/dev/null; then sha256sum --check --quiet sum; else shasum -a 256 --check --quiet sum; fi ||
      fail "$name$suffix is not what SHA256SUMS says: nothing of it was run"
    case $suffix in
      .zip) unzip -q "$name$suffix" && mv "$name/bailiwick.exe" bailiwick ;;
      *) tar -xzf "$name$suffix" && mv "$name/bailiwick" bailiwick ;;
    esac
  ) || exit $?
}

check() {
  install
  local reports=${BAILIWICK_REPORTS:-bailiwick-report}
  mkdir -p "$reports"
  local arguments=()
  if [ -n "${BAILIWICK_FAIL_ON:-}" ]; then arguments+=(--fail-on "$BAILIWICK_FAIL_ON"); fi
  lines BAILIWICK_ARGUMENTS
  if [ ${#found[@]} -gt 0 ]; then arguments+=("${found[@]}"); fi
  lines BAILIWICK_TARGETS
  [ ${#found[@]} -gt 0 ] || fail "targets is empty: name a folder"
  arguments+=(--output "text,sarif=$reports/bailiwick.sarif,markdown=$reports/bailiwick.md,html=$reports/bailiwick.html")
  local status=0
  "$bin" check "${arguments[@]}" -- "${found[@]}" || status=$?
  echo "status=$status" >>"$GITHUB_OUTPUT"
  if [ -s "$reports/bailiwick.sarif" ]; then echo "sarif=$reports/bailiwick.sarif" >>"$GITHUB_OUTPUT"; fi
  if [ -s "$reports/bailiwick.md" ]; then cat "$reports/bailiwick.md" >>"$GITHUB_STEP_SUMMARY"; fi
}

# comment: one comment of ours on a pull request, renewed by the next run.
comment() {
  local file=${BAILIWICK_REPORTS:-bailiwick-report}/bailiwick.md mark='<!-- bailiwick -->' body there
  [ -s "$file" ] || { echo "nothing to comment: $file was not written"; return; }
  body=$(mktemp)
  { echo "$mark"; cat "$file"; } >"$body"
  there=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$BAILIWICK_PULL_REQUEST/comments" \
    --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
  if [ -n "$there" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$there" --field "body=@$body"
  else
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$BAILIWICK_PULL_REQUEST/comments" --field "body=@$body"
  fi
}

"$@"
