// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/sessionactions.h"

#include "ui/models/texts.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QFileDialog *newDialog(QWidget &window, const QString &title)
{
    auto *dialog = new QFileDialog(&window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(SessionActions::tr("Sessions (*.pushbench);;All files (*)"));
    dialog->setDefaultSuffix(u"pushbench"_s);
    return dialog;
}

} // namespace

SessionActions::SessionActions(Bench &bench, QWidget &window)
    : QObject(&window)
    , newAction(new QAction(tr("&New"), this))
    , openAction(new QAction(tr("&Open…"), this))
    , saveAction(new QAction(tr("&Save…"), this))
    , m_bench(bench)
    , m_window(window)
{
    newAction->setShortcut(QKeySequence::New);
    newAction->setToolTip(tr("Begin a new session"));
    openAction->setShortcut(QKeySequence::Open);
    openAction->setToolTip(
        tr("Open a recorded session, an evidence bundle, or a HAR or NDJSON file"));
    saveAction->setShortcut(QKeySequence::Save);
    saveAction->setToolTip(tr("Keep this session in a file"));
    connect(newAction, &QAction::triggered, this,
            [this] { guard(tr("Begin a new session?"), [this] { m_bench.newSession(); }); });
    connect(openAction, &QAction::triggered, this,
            [this] { guard(tr("Open another session?"), [this] { chooseFileToOpen(); }); });
    connect(saveAction, &QAction::triggered, this, &SessionActions::chooseFileToSave);
    connect(&m_bench, &Bench::sessionChanged, this, &SessionActions::take);
}

bool SessionActions::isUnsaved() const
{
    return m_state.temporary && m_state.live && m_exchanges > 0;
}

QString SessionActions::sessionName() const
{
    return m_state.temporary || m_state.path.isEmpty() ? tr("New session")
                                                       : QFileInfo(m_state.path).fileName();
}

void SessionActions::take(const SessionState &state)
{
    m_state = state;
    Q_EMIT nameChanged();
    if (!isUnsaved() && m_afterSave)
        std::exchange(m_afterSave, {})();
}

void SessionActions::guard(const QString &question, std::function<void()> goOn)
{
    if (!isUnsaved()) {
        goOn();
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Pushbench"), question,
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Exchanges that are in no file yet: %1.").arg(grouped(m_exchanges)));
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, this, [this, goOn = std::move(goOn)](int answer) {
        if (answer == QMessageBox::Discard) {
            goOn();
        } else if (answer == QMessageBox::Save) {
            m_afterSave = goOn;
            chooseFileToSave();
        }
    });
    box->open();
}

void SessionActions::chooseFileToOpen()
{
    QFileDialog *dialog = newDialog(m_window, tr("Open a session"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Sessions and recordings (*.pushbench *.pushbundle *.har *.ndjson "
                             "*.jsonl);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_bench.openSession(path); });
    dialog->open();
}

void SessionActions::chooseFileToSave()
{
    QFileDialog *dialog = newDialog(m_window, tr("Save the session"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_bench.saveSession(path); });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSave = {}; });
    dialog->open();
}

} // namespace pushbench::ui
