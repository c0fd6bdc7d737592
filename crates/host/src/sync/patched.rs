//! The next Pack from the one that is here and a patch, which is some sixty times smaller. A patch
//! is believed in nothing: what it leads to must be what the list of targets says of the Pack. And
//! it is a shortcut only: whatever is wrong with it, the whole Pack is fetched.

use ring::digest::{SHA256, digest};

use super::address::Address;
use super::download::{Wanted, download};
use super::transport::Transport;
use super::tuf::{Target, TufClient};
use crate::hex;
use crate::store::{Pack, Store};

/// What the shortcut may cost: this part of the time left. The rest is for the whole Pack.
const SHARE: u32 = 4;

/// What is needed to try.
pub(super) struct Patching<'a, C> {
    pub(super) client: &'a mut C,
    pub(super) transport: &'a Transport,
    pub(super) base: &'a Address,
    pub(super) store: &'a Store,
    /// The Pack that is in use.
    pub(super) here: &'a Pack,
}

impl<C: TufClient> Patching<'_, C> {
    /// The bytes of `pack`; none when there is no patch that leads to them.
    pub(super) fn build(self, pack: &Target, now: u64) -> Option<Vec<u8>> {
        let listed = caveat_patch::name(self.here.facts.version);
        let patch = self.client.target(&listed, now).ok()??;
        let (sha256, wanted) = (patch.sha256?, pack.sha256?);
        if patch.version != pack.version || !caveat_patch::is_worth(patch.length, pack.length) {
            return None;
        }
        let name = format!("{}.{listed}", hex::write(&sha256));
        let file = Wanted { base: self.base, name: &name, length: patch.length, sha256: &sha256 };
        let transport = self.transport.within(SHARE);
        let partial = self.store.partial(&sha256);
        let patch = download(&transport, &file, self.store.disk(), &partial).ok()?;
        let bytes = caveat_patch::apply(&self.here.bytes, &patch).ok()?;
        let is_it = bytes.len() as u64 == pack.length && digest(&SHA256, &bytes).as_ref() == wanted;
        is_it.then_some(bytes)
    }
}
