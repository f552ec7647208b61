mae_core_sources(mask.cpp mask.h mask_choice.cpp mask_choice.h mask_edit.cpp mask_edit.h mask_file.cpp mask_file.h
    mask_schedule.cpp mask_schedule.h
    mask_spec.h patch_content.cpp patch_content.h sample_mask.cpp sample_mask.h)
