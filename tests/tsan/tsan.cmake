# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later

# For the preset tsan: what the thread sanitizer must be told of Qt (see qthandover.cpp).
add_library(pushbench_tsan STATIC tests/tsan/qthandover.cpp)
target_link_libraries(pushbench_tsan PRIVATE Qt6::Core)
foreach(wrapped
        _ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv
        _ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject
        _ZN11QMetaObject8activateEP7QObjectPKS_iPPv
        _ZN7QThread4waitE14QDeadlineTimer)
    target_link_options(pushbench_strict INTERFACE -Wl,--wrap=${wrapped})
endforeach()
target_link_libraries(pushbench_strict INTERFACE pushbench_tsan)

# g++ says of itself that this warning is unreliable where the sanitizer has changed the code.
target_compile_options(pushbench_strict INTERFACE -Wno-maybe-uninitialized)
