// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStringBuilder>
#include <QStyle>
#include <QStyleFactory>

#include <array>
#include <cmath>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

double luminance(QRgb color)
{
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color))
        + 0.0722 * linear(qBlue(color));
}

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette(QColor::fromRgb(colors.text), QColor::fromRgb(colors.panel),
                     QColor::fromRgb(colors.border), QColor::fromRgb(colors.border),
                     QColor::fromRgb(colors.border), QColor::fromRgb(colors.text),
                     QColor::fromRgb(colors.text), QColor::fromRgb(colors.field),
                     QColor::fromRgb(colors.window));
    const std::array<std::pair<QPalette::ColorRole, QRgb>, 8> roles{{
        {QPalette::AlternateBase, colors.alternate},
        {QPalette::Highlight, colors.selection},
        {QPalette::HighlightedText, colors.text},
        {QPalette::PlaceholderText, colors.muted},
        {QPalette::ToolTipBase, colors.panel},
        {QPalette::ToolTipText, colors.text},
        {QPalette::Link, colors.accent},
        {QPalette::LinkVisited, colors.accent},
    }};
    for (const auto &[role, color] : roles)
        palette.setColor(role, QColor::fromRgb(color));
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(colors.muted));
    return palette;
}

/// "@name" stands for a colour of the theme.
constexpr QStringView kSheet = uR"(
QMainWindow, QMainWindow::separator { background: @window; }
QMainWindow::separator { width: 6px; height: 6px; }
QMenuBar, QToolBar, QStatusBar { background: @panel; border: 0; }
QMenuBar { border-bottom: 1px solid @border; padding: 1px 4px; }
QToolBar { border-bottom: 1px solid @border; spacing: 6px; padding: 5px 8px; }
QStatusBar { border-top: 1px solid @border; }
QStatusBar::item { border: 0; }
QDockWidget { font-weight: 600; }
QDockWidget { titlebar-close-icon: url(:/pushbench/icons/close.svg);
    titlebar-normal-icon: url(:/pushbench/icons/float.svg); }
QDockWidget::title { background: @panel; border: 1px solid @border; border-bottom: 0;
    padding: 8px 6px; }
QDockWidget::close-button, QDockWidget::float-button { border: 0; background: transparent;
    padding: 0; icon-size: 14px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: @selection; }
QFrame[panel="true"] { background: @panel; border: 1px solid @border; }
QDockWidget > QFrame[panel="true"] { border-top: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; border: 0; }
QPushButton, QToolButton[framed="true"], QToolBar QToolButton {
    background: @alternate; border: 1px solid @border; border-radius: 4px; padding: 4px 8px; }
QPushButton:hover, QToolButton[framed="true"]:hover, QToolBar QToolButton:hover {
    border-color: @muted; }
QPushButton:pressed, QToolButton[framed="true"]:pressed, QToolBar QToolButton:pressed {
    background: @selection; }
QPushButton:focus, QToolButton[framed="true"]:focus, QToolBar QToolButton:focus {
    border-color: @accent; }
QToolButton[framed="true"]:checked { background: @selection; border-color: @accent; }
QPushButton:disabled, QToolButton[framed="true"]:disabled, QToolBar QToolButton:disabled {
    color: @faint; border-color: @border; }
QPushButton[primary="true"]:enabled, QToolBar QToolButton[primary="true"]:enabled {
    background: @accent; border-color: @accent; color: @accentText; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[section="true"] { background: transparent; border: 0; border-radius: 0;
    border-top: 1px solid @border; padding: 7px 0; text-align: left; font-weight: 600; }
QPushButton[section="true"]:hover, QPushButton[section="true"]:focus { color: @accent; }
QToolButton[quiet="true"] { border: 0; padding: 3px 6px; color: @muted; }
QToolButton[quiet="true"]:hover, QToolButton[quiet="true"]:focus { color: @accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {
    background: @field; border: 1px solid @border; border-radius: 4px; padding: 3px 6px;
    selection-background-color: @selection; selection-color: @text; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {
    border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
    background: @alternate; color: @faint; }
QCheckBox::indicator, QTreeView::indicator { width: 13px; height: 13px; }
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked { background: @field; border: 1px solid @muted; border-radius: 3px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { image: url(:/pushbench/icons/down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { border: 1px solid @border; }
QPlainTextEdit[bare="true"] { border: 0; border-radius: 0; padding: 4px 6px; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid @border; }
QTabBar::tab { background: transparent; color: @muted; border: 0; padding: 7px 12px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: @text; }
QTabBar { background: transparent; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @muted; border: 0; padding: 5px 8px;
    border-bottom: 1px solid @border; }
QAbstractItemView { background: @panel; alternate-background-color: @alternate; border: 0;
    selection-background-color: @selection; selection-color: @text; }
QTableView[boxed="true"]::item { padding: 0 6px; }
QTreeView[boxed="true"]::item { padding: 4px 6px; border: 0; }
QListView[offers="true"] { background: @panel; border: 1px solid @accent; }
QListView[offers="true"]::item { padding: 4px 8px; }
QListView[offers="true"]::item:selected { background: @selection; color: @text; }
QTreeView[boxed="true"]::item:selected { background: @selection; color: @text; }
QTableView[boxed="true"], QTreeView[boxed="true"] { background: @field; border: 1px solid @border; }
QFrame[rule="true"] { background: @border; border: 0; max-height: 1px; }
QFrame[card="true"] { background: @alternate; border: 0; border-left: 3px solid @border; }
QFrame[card="good"] { background: @alternate; border: 0; border-left: 3px solid @good; }
QFrame[card="warn"] { background: @alternate; border: 0; border-left: 3px solid @warn; }
QFrame[card="bad"] { background: @alternate; border: 0; border-left: 3px solid @bad; }
QFrame[door="true"] { background: @panel; border: 1px solid @border; border-radius: 6px; }
QDialog[popup="true"] { background: @panel; border: 1px solid @muted; }
QListView[roomy="true"]::item, QTreeView[roomy="true"]::item { padding: 4px 6px; border: 0; }
QListView[roomy="true"]::item:selected { background: @selection; color: @text; }
QLabel[muted="true"] { color: @muted; }
QLabel[heading="true"] { font-weight: 600; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; }
QToolTip { background: @panel; color: @text; border: 1px solid @border; padding: 4px; }
)";

QString styleSheetOf(const ThemeColors &colors)
{
    // Disabled texts stay readable: half way between the muted ink and the border.
    const QRgb faint = qRgb((qRed(colors.muted) + qRed(colors.border)) / 2,
                            (qGreen(colors.muted) + qGreen(colors.border)) / 2,
                            (qBlue(colors.muted) + qBlue(colors.border)) / 2);
    // Longer names first where one is the start of another.
    const std::array<std::pair<QLatin1StringView, QRgb>, 14> names{{
        {"@accentText"_L1, colors.accentText},
        {"@accent"_L1, colors.accent},
        {"@window"_L1, colors.window},
        {"@panel"_L1, colors.panel},
        {"@alternate"_L1, colors.alternate},
        {"@field"_L1, colors.field},
        {"@border"_L1, colors.border},
        {"@selection"_L1, colors.selection},
        {"@text"_L1, colors.text},
        {"@muted"_L1, colors.muted},
        {"@faint"_L1, faint},
        {"@good"_L1, colors.good},
        {"@warn"_L1, colors.warn},
        {"@bad"_L1, colors.bad},
    }};
    QString sheet = kSheet.toString();
    for (const auto &[name, color] : names)
        sheet.replace(name, QColor::fromRgb(color).name());
    return sheet;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness()
        > palette.color(QPalette::Window).lightness();
}

const ThemeColors &themeColors(const QPalette &palette)
{
    return isDark(palette) ? kDarkColors : kLightColors;
}

double contrast(QRgb a, QRgb b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    bool dark = choice == ThemeChoice::Dark;
    if (choice == ThemeChoice::System) {
        QApplication::setPalette(QPalette()); // back to what the desktop hands out
        dark = isDark(QApplication::palette());
    }
    const ThemeColors &colors = dark ? kDarkColors : kLightColors;
    if (application.styleSheet().isEmpty())
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(colors));
    application.setStyleSheet(styleSheetOf(colors));
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

} // namespace pushbench::ui
