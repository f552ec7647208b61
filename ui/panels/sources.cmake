target_sources(mae_ui PRIVATE
    panels/train_workspace.cpp panels/train_workspace.h
)
