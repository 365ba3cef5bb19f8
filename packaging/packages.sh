# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What the project needs from Debian or Ubuntu: the only list of it. Sourced by packaging/setup.sh.

packages_build=(
    g++ cmake ninja-build pkg-config ccache
    qt6-base-dev qt6-svg-dev
    qt6-httpserver-dev qt6-websockets-dev # the one needs the other, and does not say so
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libgl-dev # Qt6Gui's CMake files look for OpenGL
    libnghttp2-dev libsimdjson-dev libsqlite3-dev libssl-dev libcli11-dev libzip-dev
)

packages_run=(
    fonts-dejavu-core # a minimal system has no font at all
    qt6-qpa-plugins libqt6svg6
)

packages_test=(
    xvfb xauth xdotool imagemagick # the window on a virtual display, and pictures of it
    curl nghttp2-client            # foreign HTTP/1.1 and HTTP/2 clients
    nghttp2-server                 # a server of HTTP/2 that is not ours
    nginx-light                    # a proxy between producer and consumer
    wrk slowhttptest               # load, and peers that never finish
    openssl                        # certificates that are not ours
    libxml2-utils                  # xmllint, for reports that build servers read
    sqlite3                        # session files read by a program that is not ours
    python3                        # tests that drive the programs, with its whole standard library
    python3-urllib3                # a producer that is not ours, with its own idea of Retry-After
)
command -v node >/dev/null || packages_test+=(nodejs) # exact integers, seen from JavaScript

# Installed along with the others, but only where the archive has them.
packages_optional_build=(mold) # links in a third of the time
packages_optional_run=(
    libxcb-cursor0        # the xcb platform plugin since Qt 6.5
    qt6-translations-l10n # Qt's own buttons and file dialogs in the language of the window
)
packages_optional_test=(clang-format-14) # the version that the sources are formatted with
