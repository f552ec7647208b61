#!/bin/sh
# Checks which program ./run starts, with stubs in place of the build and of the programs.
# Run as a test: packaging/run.   check_run.sh <project folder>
set -eu
project=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/packaging" "$place/build/release/app/cli" "$place/build/release/app/explorer"
cp "$project/run" "$place/run"
cat >"$place/packaging/build.sh" <<'EOF'
#!/bin/sh
echo "building $*" >&2
EOF
for program in cli/mae explorer/mae-explorer; do
    cat >"$place/build/release/app/$program" <<'EOF'
#!/bin/sh
printf '%s' "${0##*/} [${QT_QPA_PLATFORM:-}]"
for word in "$@"; do printf ' <%s>' "$word"; done
EOF
done
chmod +x "$place/packaging/build.sh" "$place"/build/release/app/*/*

failed=0
expect() { # expect <what stdout has to be> <environment...> -- <arguments of ./run...>
    wanted=$1
    shift
    settings=
    while [ "$1" != -- ]; do
        settings="$settings $1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # a list of words
    got=$(env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM $settings "$place/run" "$@" 2>/dev/null) || true
    if [ "$got" != "$wanted" ]; then
        printf './run %s (%s)\n  wanted: %s\n  got:    %s\n' "$*" "$settings" "$wanted" "$got"
        failed=1
    fi
}

expect 'mae [] <reconstruct> <my photo.jpg>' -- reconstruct 'my photo.jpg'
expect 'mae [] <train> <--data> <a b>' DISPLAY=:0 -- train --data 'a b'
expect 'mae [] <--help>' DISPLAY=:0 -- --help
expect 'mae [] <--version>' -- --version
for command in resume runs data inspect parity bench; do
    expect "mae [] <$command> <x>" DISPLAY=:0 -- "$command" x
done
expect 'mae-explorer []' DISPLAY=:0 --
expect 'mae-explorer []' WAYLAND_DISPLAY=wayland-0 --
expect 'mae-explorer [] <my photo.jpg> <folder>' DISPLAY=:0 -- 'my photo.jpg' folder
expect 'mae-explorer [offscreen] <photo.jpg>' QT_QPA_PLATFORM=offscreen -- photo.jpg
expect 'mae-explorer [offscreen] <--screenshot> <out.png>' -- --screenshot out.png
expect 'mae [] <reconstruct> <--sample> <--output> <.>' --
expect 'mae [] <reconstruct> <photo.jpg> <--output> <.>' -- photo.jpg
exit $failed
