// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: Signal and slot arguments are not compatible \(narrowing\)
#include <QTimeLine>

struct Receiver : QObject
{
    void takeWhole(int) { }
    void takeReal(qreal) { }
};

void wire(QTimeLine *line, Receiver *receiver)
{
#ifdef STRICT_MENDED
    QObject::connect(line, &QTimeLine::valueChanged, receiver, &Receiver::takeReal);
#else
    QObject::connect(line, &QTimeLine::valueChanged, receiver, &Receiver::takeWhole);
#endif
}
