// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;
class QToolButton;
class QTreeWidget;

namespace pushbench::ui {

/// The consumer's endpoints: a list of them, and a form for the chosen one. A single endpoint needs
/// no list. While the consumer listens they can only be chosen.
class EndpointEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit EndpointEditor(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(EndpointEditor)

    [[nodiscard]] std::vector<EndpointSettings> endpoints() const { return m_endpoints; }
    void show(const std::vector<EndpointSettings> &endpoints);

    /// Those that are open now, wherever they come from, can only be chosen; none: back to the
    /// form.
    void setRunning(const std::vector<OpenEndpoint> &running);
    [[nodiscard]] size_t current() const;

Q_SIGNALS:
    void chosen();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildForm(QWidget *form);
    void add();
    void remove();
    void take(); ///< What the form says.
    void fillForm();
    void fillList(size_t current);
    void showRow(size_t row);
    void updateSize();
    [[nodiscard]] const std::vector<EndpointSettings> &shown() const;

    std::vector<EndpointSettings> m_endpoints{EndpointSettings{}};
    std::vector<EndpointSettings> m_running;
    QTreeWidget *m_list;
    QWidget *m_form;
    QLineEdit *m_path;
    QLineEdit *m_token;
    QLineEdit *m_sources;
    QToolButton *m_add;
    QToolButton *m_remove;
};

} // namespace pushbench::ui
