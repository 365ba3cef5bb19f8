// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/support/manualclock.h"
#include "ui/language.h"
#include "ui/mainwindow.h"
#include "ui/panels/advancedform.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/politenesspage.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/resourceform.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/diffwindow.h"
#include "ui/views/section.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/tailtable.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QStringBuilder>
#include <QTemporaryDir>

/// Saves pictures of the window in a folder, to be looked at: gallery FOLDER [--french]. With
/// --stay the window stays open.
namespace {

using namespace pushbench;
using namespace Qt::StringLiterals;

void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

enum class Scene : quint8 {
    None,
    Events,
    Manners,  ///< The politeness tab, and the whole panel of the consumer.
    Reading,  ///< A producer that reads a resource, with what is advanced.
    Producer, ///< The attempts, and the whole panel of the producer with its parts unfolded.
    Findings,
    Gaps,    ///< The gaps tab, the strip close up, and who is asked.
    Diff,    ///< Two exchanges side by side.
    Checks,  ///< A run of the checks with defects,
    Waiting, ///< and one that waits for a producer.
    Agreed,  ///< All that a run of checks may be told,
    Led,     ///< and one that leads a producer.
};

bool picture(ui::ThemeChoice theme, Scene scene, QSize size, const QString &path)
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
    if (scene != Scene::None)
        ui::playScene(bench, window, clock.now().wall);
    if (scene == Scene::Manners) {
        ui::DataTabs &tabs = window.sessionPage().tabs();
        tabs.setCurrentWidget(&tabs.politeness());
        tabs.politeness().holds()->selectRows({{2, 2}});
        window.findChild<QDockWidget *>(u"producer"_s)->hide();
    }
    if (scene == Scene::Producer) {
        ui::playProducerScene(bench, window, clock.now().wall);
        window.findChild<QDockWidget *>(u"consumer"_s)->hide();
        for (ui::Section *part : window.producerPanel().findChildren<ui::Section *>())
            part->setOpen(true);
    }
    if (scene == Scene::Reading) {
        ui::playReadingScene(bench, window);
        window.findChild<QDockWidget *>(u"consumer"_s)->hide();
        for (ui::Section *part : window.producerPanel().findChildren<ui::Section *>())
            part->setOpen(part->findChild<ui::AdvancedForm *>()
                          || part->findChild<ui::ResourceForm *>());
    }
    if (scene == Scene::Checks)
        ui::playCheckScene(bench, window);
    if (scene == Scene::Waiting)
        ui::playWaitingScene(bench, window, clock.now().wall);
    if (scene == Scene::Agreed || scene == Scene::Led)
        ui::playAgreementScene(bench, window, scene == Scene::Led);
    if (scene == Scene::Findings)
        window.sessionPage().tabs().setCurrentWidget(&window.sessionPage().tabs().findings());
    if (scene == Scene::Gaps) {
        ui::DataTabs &tabs = window.sessionPage().tabs();
        tabs.setCurrentWidget(&tabs.gaps());
        tabs.gaps().table()->selectRows({{4, 4}});
        window.sessionPage().strip().canvas().show({2630, 2730});
        window.consumerPanel().showTriage();
        window.findChild<QDockWidget *>(u"producer"_s)->hide();
    }
    if (scene == Scene::Diff) {
        settle();
        ui::DiffWindow diff(bench, {118}, {120});
        diff.show();
        settle();
        return diff.grab().save(path);
    }
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
    const QStringList arguments = QApplication::arguments();
    const ui::Language language(arguments.contains(u"--french"_s) ? ui::LanguageChoice::French
                                                                  : ui::LanguageChoice::English);
    if (arguments.contains(u"--stay"_s))
        return stay();
    const QString folder = arguments.value(1, u"."_s) % u'/';
    const QSize usual(1440, 900);
    const QSize tall(1440, 1500);
    const bool done = picture(ui::ThemeChoice::Light, Scene::Events, usual, folder % u"light.png")
        && picture(ui::ThemeChoice::Dark, Scene::Events, usual, folder % u"dark.png")
        && picture(ui::ThemeChoice::Light, Scene::None, usual, folder % u"first-run.png")
        && picture(ui::ThemeChoice::Dark, Scene::None, {1280, 720}, folder % u"first-run-small.png")
        && picture(ui::ThemeChoice::Light, Scene::Events, {1280, 720}, folder % u"small.png")
        && picture(ui::ThemeChoice::Dark, Scene::Events, {1280, 720}, folder % u"small-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Manners, usual, folder % u"manners.png")
        && picture(ui::ThemeChoice::Dark, Scene::Manners, usual, folder % u"manners-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Producer, tall, folder % u"producer.png")
        && picture(ui::ThemeChoice::Dark, Scene::Producer, tall, folder % u"producer-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Reading, usual, folder % u"reading.png")
        && picture(ui::ThemeChoice::Dark, Scene::Reading, usual, folder % u"reading-dark.png")
        && picture(ui::ThemeChoice::Dark, Scene::Reading, {1280, 720},
                   folder % u"reading-small.png")
        && picture(ui::ThemeChoice::Light, Scene::Gaps, usual, folder % u"gaps.png")
        && picture(ui::ThemeChoice::Dark, Scene::Gaps, {1280, 720}, folder % u"gaps-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Diff, usual, folder % u"diff.png")
        && picture(ui::ThemeChoice::Dark, Scene::Diff, usual, folder % u"diff-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Checks, usual, folder % u"checks.png")
        && picture(ui::ThemeChoice::Dark, Scene::Checks, {1280, 720},
                   folder % u"checks-dark-small.png")
        && picture(ui::ThemeChoice::Dark, Scene::Waiting, usual, folder % u"waiting-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Waiting, {1280, 720},
                   folder % u"waiting-small.png")
        && picture(ui::ThemeChoice::Light, Scene::Agreed, usual, folder % u"agreed.png")
        && picture(ui::ThemeChoice::Dark, Scene::Agreed, {1280, 720},
                   folder % u"agreed-dark-small.png")
        && picture(ui::ThemeChoice::Dark, Scene::Led, usual, folder % u"led-dark.png")
        && picture(ui::ThemeChoice::Light, Scene::Led, {1280, 720}, folder % u"led-small.png")
        && picture(ui::ThemeChoice::Dark, Scene::Findings, usual, folder % u"findings-dark.png");
    return done ? 0 : 1;
}
