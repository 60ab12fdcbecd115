#!/bin/sh
# Recompiles the hashed locks from pyproject.toml. Run from anywhere; needs the project's venv.
set -e
cd "$(dirname "$0")/.."
OPTIONS="--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet"
UV="${UV:-.venv/bin/uv}"
"$UV" pip compile pyproject.toml $OPTIONS -o requirements/base.txt "$@"
"$UV" pip compile pyproject.toml --extra embedded -c requirements/base.txt $OPTIONS -o requirements/embedded.txt "$@"
"$UV" pip compile pyproject.toml --extra embedded --extra dev -c requirements/embedded.txt $OPTIONS -o requirements/dev.txt "$@"
printf 'uv==0.13.8\n' | "$UV" pip compile - $OPTIONS --no-annotate --custom-compile-command 'requirements/compile.sh' -o requirements/bootstrap.txt
sed -i '1i # What installs the other locks: pip reads this one, uv the others.' requirements/bootstrap.txt
