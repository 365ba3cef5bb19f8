# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What moc writes into the build directory is not ours to tidy; clang-tidy refuses an empty list.
if(CMAKE_CXX_CLANG_TIDY)
    file(WRITE ${CMAKE_BINARY_DIR}/.clang-tidy "Checks: '-*,misc-definitions-in-headers'\n")
endif()

# pushbench_library(NAME SOURCES ... LINKS ... [PRIVATE_LINKS ...] [PRECOMPILED name])
# One static library per folder: what a folder does not link it cannot reach.
function(pushbench_library name)
    cmake_parse_arguments(ARG "" "PRECOMPILED" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    if(NOT ARG_PRECOMPILED)
        set(ARG_PRECOMPILED core)
    endif()
    add_library(pushbench_${name} STATIC ${ARG_SOURCES})
    add_library(Pushbench::${name} ALIAS pushbench_${name})
    target_include_directories(pushbench_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(pushbench_${name}
        PUBLIC ${ARG_LINKS}
        PRIVATE pushbench_strict ${ARG_PRIVATE_LINKS})
    pushbench_uses_precompiled(pushbench_${name} ${ARG_PRECOMPILED})
endfunction()

# pushbench_test(tst_name SOURCES ... LINKS ... [LABELS ...] [TIMEOUT seconds] [PRECOMPILED name])
# A QtTest program that runs without a display and fails on a warning that it did not expect.
# Without LABELS it is a unit test, which packaging/test also runs under the address sanitizer:
# `ninja sanitized_tests` builds these, and `ninja sanitized_window_tests` those of the window. A test
# with threads of its own or of what it tests has the label "threads" besides: `ninja thread_tests`
# builds these, and `ctest --preset tsan -L '^threads$'` runs them under the thread sanitizer.
add_custom_target(sanitized_tests)
add_custom_target(sanitized_window_tests)
add_custom_target(thread_tests)
function(pushbench_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT;PRECOMPILED" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    if(NOT ARG_LABELS)
        set(ARG_LABELS unit)
    endif()
    if(NOT ARG_PRECOMPILED)
        set(ARG_PRECOMPILED core)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    pushbench_uses_precompiled(${name} ${ARG_PRECOMPILED})
    if(ARG_LABELS MATCHES "unit|fuzz")
        add_dependencies(sanitized_tests ${name})
    elseif(ARG_LABELS MATCHES "gui")
        add_dependencies(sanitized_window_tests ${name})
    endif()
    if(threads IN_LIST ARG_LABELS)
        add_dependencies(thread_tests ${name})
    endif()
    target_link_libraries(${name} PRIVATE pushbench_strict Pushbench::testsupport ${ARG_LINKS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        PUSHBENCH_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        PUSHBENCH_TEST_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT}
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;PUSHBENCH_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()

# pushbench_script_test(tst_name LABELS ... [TIMEOUT seconds])
# A test that drives the programs from outside: tst_name.py of the folder, by Python 3 and its standard
# library alone. What such tests share is tests/support/pushbench.py.
find_program(PUSHBENCH_PYTHON python3 REQUIRED)
function(pushbench_script_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    if(threads IN_LIST ARG_LABELS)
        add_dependencies(thread_tests pushbench-cli)
    endif()
    add_test(NAME ${name} COMMAND ${PUSHBENCH_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/${name}.py)
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT}
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "LC_ALL=C.UTF-8;PYTHONPATH=${PROJECT_SOURCE_DIR}/tests/support;PUSHBENCH_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()
