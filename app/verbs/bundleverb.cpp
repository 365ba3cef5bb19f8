#include "app/verbs/verbs.h"
namespace pushbench::app {
ExitStatus runBundle(const BundleOptions &) { return ExitStatus::Trouble; }
}
