target_sources(mae_ui PRIVATE
    style/action_maker.h style/action_maker.cpp
    style/app_style.h style/app_style.cpp
    style/helpers.h style/helpers.cpp
    style/icons.h style/icons.cpp
    style/metrics.h
    style/paint.h style/paint.cpp
    style/resources.h style/resources.cpp
    style/section.h style/section.cpp
    style/theme.h style/theme.cpp)
