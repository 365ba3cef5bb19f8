// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/support/manualclock.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QStringBuilder>
#include <QTemporaryDir>

/// Saves pictures of the window in a folder, to be looked at: gallery FOLDER. With --stay the
/// window stays open.
namespace {

using namespace pushbench;
using namespace Qt::StringLiterals;

void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

bool picture(ui::ThemeChoice theme, bool scene, QSize size, const QString &path)
{
    const QTemporaryDir folder;
    const ui::SettingsStore store(folder.filePath(u"settings.ini"_s));
    ui::Settings settings;
    settings.theme = theme;
    settings.producer.target = QUrl(u"http://127.0.0.1:8028/webhooks"_s);
    settings.producer.source = u"IDX Feed 123"_s;
    store.save(settings);
    ManualClock clock;
    ui::FakeBench bench;
    ui::MainWindow window(bench, clock, store);
    window.resize(size);
    window.show();
    settle();
    if (scene)
        ui::playScene(bench, window, clock.now().wall);
    settle();
    return window.grab().save(path);
}

int stay()
{
    ManualClock clock;
    ui::FakeBench bench;
    ui::MainWindow window(bench, clock, ui::SettingsStore(QDir::tempPath() % u"/gallery.ini"));
    window.show();
    ui::playScene(bench, window, clock.now().wall);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English));
    const QStringList arguments = QApplication::arguments();
    if (arguments.contains(u"--stay"_s))
        return stay();
    const QString folder = arguments.value(1, u"."_s) % u'/';
    const QSize usual(1440, 900);
    const bool done = picture(ui::ThemeChoice::Light, true, usual, folder % u"light.png")
        && picture(ui::ThemeChoice::Dark, true, usual, folder % u"dark.png")
        && picture(ui::ThemeChoice::Light, false, usual, folder % u"first-run.png")
        && picture(ui::ThemeChoice::Dark, false, {1280, 720}, folder % u"first-run-small.png")
        && picture(ui::ThemeChoice::Light, true, {1280, 720}, folder % u"small.png");
    return done ? 0 : 1;
}
