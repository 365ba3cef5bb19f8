// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>
#include <QScrollArea>

class QFormLayout;
class QHBoxLayout;
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

/// A line for what nobody shall read over a shoulder; the eye in it shows it.
[[nodiscard]] QLineEdit *newSecretLine();

/// The line of a file, with the button that chooses one.
[[nodiscard]] QHBoxLayout *fileRow(QLineEdit *line, const QString &title, const QString &filter);
/// What a file of certificates or keys is called.
[[nodiscard]] QString pemFiles();

/// Says what is wrong with an entry, while it is; hidden otherwise.
class FaultLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit FaultLabel(const QString &name);
    void say(const QString &fault);
};

/// A label in the background.
[[nodiscard]] QLabel *mutedLabel(const QString &text);

/// `content` in a frame that scrolls when a dock is too low for it. What is in `top` stays in
/// sight, and as wide as the content.
[[nodiscard]] QWidget *scrolling(QWidget *content, QWidget *top = nullptr);

/// As high as its content where there is room, and scrolling where there is not.
class ShyScrollArea final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ShyScrollArea(QWidget *content);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

inline constexpr int kPanelMargin = 10;
inline constexpr int kPanelSpacing = 8;

} // namespace pushbench::ui
