mae_core_sources(attention.cpp attention.h linear.cpp linear.h mae.cpp mae.h model.h patches.cpp patches.h
    positions.cpp positions.h recompute.cpp recompute.h weights.cpp weights.h
    block_passes.cpp block_passes.h block_step.cpp block_step.h lanes.h row_kernels.cpp row_kernels.h row_kernels_code.h row_kernels_list.h
    row_kernels_base.cpp)

# The same code for the kinds of x86-64 there are; which one runs is chosen on the machine.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    mae_core_sources(row_kernels_avx2.cpp row_kernels_avx512.cpp)
    set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/row_kernels_avx2.cpp
        TARGET_DIRECTORY mae_core PROPERTIES COMPILE_OPTIONS "-O3;-ffp-contract=fast;-fno-math-errno;-Wno-psabi;-mavx2;-mfma")
    set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/row_kernels_avx512.cpp
        TARGET_DIRECTORY mae_core PROPERTIES COMPILE_OPTIONS
        "-O3;-ffp-contract=fast;-fno-math-errno;-Wno-psabi;-mavx2;-mfma;-mavx512f;-mavx512bw;-mavx512dq;-mavx512vl;-mprefer-vector-width=512")
endif()
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/row_kernels_base.cpp
    TARGET_DIRECTORY mae_core PROPERTIES COMPILE_OPTIONS "-O3;-ffp-contract=fast;-fno-math-errno;-Wno-psabi")
