// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Qt's library is not built with the thread sanitizer, so the sanitizer cannot see the mutex under
// which a queued call or signal changes hands, and takes everything that goes with it for a race.
// Here our own calls of QMetaObject::invokeMethod(), QObject::connect(), QThread::wait() and those
// of signals are wrapped by the linker (see tsan.cmake), and tell it what Qt guarantees: what came
// before the call or the signal is seen by the slot, what the slot did by whoever waited for it,
// and what a thread did by whoever joined it. Nothing else is told, so what is really unordered
// still shows.

#include <QDeadlineTimer>
#include <QObject>
#include <QThread>

extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);
}

namespace {

using Slot = QtPrivate::QSlotObjectBase;

/// Stands for a slot object, and sees what was told of before.
class Handover final : public Slot
{
public:
    /// Who calls tells it by that address; null: by this object's own.
    Handover(Slot *slot, void *told)
        : Slot(&act)
        , m_slot(slot)
        , m_told(told ? told : this)
    {
        __tsan_release(this);
    }

    [[nodiscard]] void *told() const { return m_told; }

private:
    static void act(int which, Slot *base, QObject *receiver, void **arguments, bool *equal)
    {
        auto *self = static_cast<Handover *>(base);
        __tsan_acquire(self); // Whoever made it.
        switch (which) {
        case Call:
            __tsan_acquire(self->m_told);
            self->m_slot->call(receiver, arguments);
            __tsan_release(self->m_told);
            __tsan_release(QThread::currentThread());
            break;
        case Compare:
            *equal = self->m_slot->compare(arguments);
            break;
        case Destroy:
            __tsan_acquire(self->m_told);
            self->m_slot->destroyIfLastRef();
            delete self;
            break;
        }
    }

    Slot *m_slot;
    void *m_told;
};

} // namespace

// What the linker calls them: __wrap_ in place of the original, which is __real_.
#define INVOKE(prefix) \
    prefix##_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv
#define CONNECT(prefix) \
    prefix##_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject
#define ACTIVATE(prefix) prefix##_ZN11QMetaObject8activateEP7QObjectPKS_iPPv
#define WAIT(prefix) prefix##_ZN7QThread4waitE14QDeadlineTimer

extern "C" {

bool INVOKE(__real_)(QObject *receiver, Slot *slot, Qt::ConnectionType type, void *result);
bool INVOKE(__wrap_)(QObject *receiver, Slot *slot, Qt::ConnectionType type, void *result)
{
    auto *handover = new Handover(slot, nullptr);
    handover->ref(); // Still here when the call is done.
    __tsan_release(handover->told());
    const bool done = INVOKE(__real_)(receiver, handover, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(handover->told());
    handover->destroyIfLastRef();
    return done;
}

QMetaObject::Connection CONNECT(__real_)(const QObject *sender, void **signal,
                                         const QObject *receiver, void **slotName, Slot *slot,
                                         Qt::ConnectionType type, const int *types,
                                         const QMetaObject *senderType);
QMetaObject::Connection CONNECT(__wrap_)(const QObject *sender, void **signal,
                                         const QObject *receiver, void **slotName, Slot *slot,
                                         Qt::ConnectionType type, const int *types,
                                         const QMetaObject *senderType)
{
    return CONNECT(__real_)(sender, signal, receiver, slotName,
                            new Handover(slot, const_cast<QObject *>(sender)), type, types,
                            senderType);
}

void ACTIVATE(__real_)(QObject *sender, const QMetaObject *type, int signal, void **arguments);
void ACTIVATE(__wrap_)(QObject *sender, const QMetaObject *type, int signal, void **arguments)
{
    __tsan_release(sender);
    ACTIVATE(__real_)(sender, type, signal, arguments);
}

bool WAIT(__real_)(QThread *thread, QDeadlineTimer deadline);
bool WAIT(__wrap_)(QThread *thread, QDeadlineTimer deadline)
{
    const bool joined = WAIT(__real_)(thread, deadline);
    if (joined)
        __tsan_acquire(thread);
    return joined;
}
}
