// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QFormLayout;
class QGridLayout;
class QLabel;
class QLineEdit;

/// The few habits that all panels share.
namespace pushbench::ui {

/// Names a control for a screen reader as well as for the eye.
template <typename Control>
Control *named(Control *control, const QString &name, const QString &toolTip = {})
{
    control->setAccessibleName(name);
    control->setToolTip(toolTip.isEmpty() ? name : toolTip);
    return control;
}

/// A form with labels at the left, as narrow as a dock.
[[nodiscard]] QFormLayout *newForm(QWidget *owner = nullptr);

/// Gives the labels of all forms in the panel one width, so that their fields stand in one column.
void alignLabels(QWidget &panel);

/// A line for a sequence: a spin box holds ints only, and a double would bend it.
[[nodiscard]] QLineEdit *newSequenceLine();

/// A label in the background.
[[nodiscard]] QLabel *mutedLabel(const QString &text);

/// `content` in a frame that scrolls when a dock is too low for it.
[[nodiscard]] QWidget *scrolling(QWidget *content);

inline constexpr int kPanelMargin = 10;
inline constexpr int kPanelSpacing = 8;

} // namespace pushbench::ui
