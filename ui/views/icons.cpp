// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/icons.h"

#include "ui/views/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QStringBuilder>
#include <QSvgRenderer>

/// A static library's resources are not there until somebody asks for them, and the macro that asks
/// works outside namespaces only.
static void initResources()
{
    Q_INIT_RESOURCE(pushbench);
}

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray drawing(const QString &name)
{
    initResources();
    QFile file(u":/pushbench/icons/" % name % u".svg");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class ThemedIconEngine final : public QIconEngine
{
public:
    explicit ThemedIconEngine(QByteArray drawing)
        : m_drawing(std::move(drawing))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const ThemeColors &theme = themeColors(QGuiApplication::palette());
        const QColor ink = QColor::fromRgb(mode == QIcon::Disabled ? theme.muted : theme.text);
        QByteArray colored = m_drawing;
        colored.replace("currentColor", ink.name().toLatin1());
        QSvgRenderer renderer(colored);
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.6);
        renderer.render(painter, rect);
        painter->setOpacity(1);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(m_drawing); }

private:
    QByteArray m_drawing;
};

} // namespace

QIcon themedIcon(const QString &name)
{
    return QIcon(new ThemedIconEngine(drawing(name)));
}

QIcon applicationIcon()
{
    initResources();
    return QIcon(u":/pushbench/icons/pushbench.svg"_s);
}

} // namespace pushbench::ui
