//! The version floor: below what nothing is accepted any more, whatever else is lost. It is what a
//! file `journal` holds.

use super::sealed;
use crate::hex;
use crate::sync::tuf::Versions;

/// The highest versions seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Of the repository's metadata.
    pub versions: Versions,
    /// Of the Pack. Nothing ever lowers it.
    pub pack: u64,
    /// The newest time at which something was verified, seconds since 1970.
    pub seen: u64,
    /// The keys that signed timestamp and snapshot then.
    pub online: [u8; 32],
}

/// What a sync has verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Of the repository's metadata.
    pub versions: Versions,
    /// The keys that sign timestamp and snapshot.
    pub online: [u8; 32],
}

impl Floor {
    /// What is below the floor, in words; none when nothing is.
    pub fn refuses(&self, new: &Verified) -> Option<String> {
        let floor = self.under(new.online);
        let pairs = [
            ("root", new.versions.root, floor.root),
            ("timestamp", new.versions.timestamp, floor.timestamp),
            ("snapshot", new.versions.snapshot, floor.snapshot),
            ("list of targets", new.versions.targets, floor.targets),
        ];
        pairs.iter().find(|(_, new, floor)| new < floor).map(|(what, new, floor)| {
            format!("the {what} is of version {new}, and {floor} was here already")
        })
    }

    /// The floor after something was verified. Only versions that are signed with exchanged keys
    /// may come out lower.
    pub fn raised(&self, new: &Verified, pack: u64, now: u64) -> Floor {
        let floor = self.under(new.online);
        Floor {
            versions: Versions {
                root: floor.root.max(new.versions.root),
                timestamp: floor.timestamp.max(new.versions.timestamp),
                snapshot: floor.snapshot.max(new.versions.snapshot),
                targets: floor.targets.max(new.versions.targets),
            },
            pack: self.pack.max(pack),
            seen: self.seen.max(now),
            online: new.online,
        }
    }

    /// The versions that count when these keys sign. When a newer root has exchanged them, versions
    /// may begin anew (TUF 5.3.11): else a thief could have counted them up to the end for ever.
    fn under(&self, online: [u8; 32]) -> Versions {
        match online == self.online {
            true => self.versions,
            false => Versions { root: self.versions.root, ..Versions::default() },
        }
    }

    pub(super) fn write(&self) -> String {
        let Versions { root, timestamp, snapshot, targets } = self.versions;
        let Floor { pack, seen, online, .. } = self;
        let online = hex::write(online);
        sealed::write(&format!(
            "caveat-host journal 1\nroot {root}\ntimestamp {timestamp}\nsnapshot {snapshot}\n\
             targets {targets}\npack {pack}\nseen {seen}\nonline {online}\n"
        ))
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Floor> {
        let mut lines = sealed::read(bytes)?.lines();
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        value("caveat-host journal").filter(|format| *format == "1")?;
        let mut number = |name: &str| value(name)?.parse::<u64>().ok();
        let versions = Versions {
            root: number("root")?,
            timestamp: number("timestamp")?,
            snapshot: number("snapshot")?,
            targets: number("targets")?,
        };
        let (pack, seen) = (number("pack")?, number("seen")?);
        let floor = Floor { versions, pack, seen, online: hex::read(value("online")?)? };
        // One way of writing it only.
        (floor.write().as_bytes() == bytes).then_some(floor)
    }
}

#[cfg(test)]
#[path = "floor_tests.rs"]
mod tests;
