mae_core_sources(attention.cpp attention.h linear.cpp linear.h mae.cpp mae.h model.h patches.cpp patches.h
    positions.cpp positions.h recompute.cpp recompute.h weights.cpp weights.h)
