// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Measures in device-independent pixels. Spacing is one of kGap* and nothing else.
namespace mae::ui {

inline constexpr int kGapTiny = 4;
inline constexpr int kGapSmall = 8;
inline constexpr int kGap = 12;      ///< also the margin of a panel
inline constexpr int kGapLarge = 16; ///< between sections
inline constexpr int kGapHuge = 24;

inline constexpr int kControlHeight = 28;
inline constexpr int kRadius = 4; ///< of controls; pictures have none
inline constexpr int kIconSize = 20;
inline constexpr int kRailWidth = 72;
inline constexpr int kInspectorMinWidth = 300;
inline constexpr int kInspectorMaxWidth = 340;

} // namespace mae::ui
