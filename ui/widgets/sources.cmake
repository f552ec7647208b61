target_sources(mae_ui PRIVATE
    widgets/gallery_view.h widgets/gallery_view.cpp
    widgets/image_view.h widgets/image_view.cpp widgets/image_view_paint.cpp
    widgets/linked_view.h widgets/linked_view.cpp
    widgets/mask_form.h widgets/mask_form.cpp
    widgets/mask_thumbnail.h widgets/mask_thumbnail.cpp
    widgets/message_bar.h widgets/message_bar.cpp
    widgets/numbers_view.h widgets/numbers_view.cpp
    widgets/rail.h widgets/rail.cpp
    widgets/ratio_control.h widgets/ratio_control.cpp
    widgets/strategy_settings.h widgets/strategy_settings.cpp
    widgets/triptych_view.h widgets/triptych_view.cpp)
