//! A TUF repository in a folder, signed here with keys that are written down here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use caveat_pack::signed::{PackSignature, SignedPack, Statement};
use ring::digest::{SHA256, digest};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sigstore_tuf::canonical_json::to_canonical_bytes;

/// The day on which everything here happens: 2026-11-24.
pub(crate) const NOW: u64 = 1_795_478_400;
pub(crate) const DAY: u64 = 24 * 60 * 60;

/// Who signs a role, by numbers that their keys are made of.
#[derive(Clone)]
pub(crate) struct Role {
    pub keys: Vec<u8>,
    pub threshold: usize,
}

/// What a repository says, and where.
pub(crate) struct Repository {
    pub folder: PathBuf,
    pub roles: BTreeMap<&'static str, Role>,
    pub root: u64,
    pub timestamp: u64,
    pub snapshot: u64,
    pub targets: u64,
    /// The Pack on offer.
    pub pack: Option<(u64, Vec<u8>)>,
    /// What is written from now on expires then.
    pub expires: &'static str,
}

impl Repository {
    /// One in a folder, with a first root and empty lists.
    pub(crate) fn new(folder: &Path) -> Repository {
        let role = |keys: &[u8], threshold| Role { keys: keys.to_vec(), threshold };
        let roles = BTreeMap::from([
            ("root", role(&[1, 2, 3], 2)),
            ("targets", role(&[4, 5, 6], 2)),
            ("snapshot", role(&[7], 1)),
            ("timestamp", role(&[8], 1)),
        ]);
        for name in ["metadata", "targets"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        let mut new = Repository {
            folder: folder.to_owned(),
            roles,
            root: 0,
            timestamp: 0,
            snapshot: 0,
            targets: 0,
            pack: None,
            expires: "2026-12-24T00:00:00Z",
        };
        new.next_root(&[]);
        new.publish(None);
        new
    }

    /// The first root, which is trusted.
    pub(crate) fn trusted_root(&self) -> Vec<u8> {
        fs::read(self.folder.join("metadata/1.root.json")).unwrap()
    }

    /// A root of the roles as they are now, signed by their keys and by these.
    pub(crate) fn next_root(&mut self, also: &[u8]) {
        self.root += 1;
        let all: Vec<u8> = self.roles.values().flat_map(|role| role.keys.clone()).collect();
        let keys: BTreeMap<String, Value> =
            all.iter().map(|key| (id(*key), public(*key))).collect();
        let roles: BTreeMap<_, _> = self
            .roles
            .iter()
            .map(|(name, role)| {
                let ids: Vec<String> = role.keys.iter().map(|key| id(*key)).collect();
                (*name, json!({"keyids": ids, "threshold": role.threshold}))
            })
            .collect();
        let mut signers = self.roles["root"].keys.clone();
        signers.extend(also);
        let signed = json!({"_type": "root", "spec_version": "1.0.34", "version": self.root,
            "expires": "2027-11-24T00:00:00Z", "consistent_snapshot": true, "keys": keys, "roles": roles});
        self.write(&format!("{}.root.json", self.root), &envelope(&signed, &signers));
    }

    /// Offers a Pack: next list of targets, snapshot, timestamp.
    pub(crate) fn publish(&mut self, pack: Option<(u64, Vec<u8>)>) {
        let mut targets = json!({});
        if let Some((version, bytes)) = &pack {
            let sha256 = sha256(bytes);
            fs::write(self.folder.join(format!("targets/{sha256}.caveat.caveat")), bytes).unwrap();
            targets = json!({"caveat.caveat": {"length": bytes.len(), "hashes": {"sha256": sha256},
                "custom": {"version": version.to_string()}}});
        }
        self.pack = pack;
        self.list(&targets);
    }

    /// Signs a list of targets, whatever it says; then snapshot and timestamp.
    pub(crate) fn list(&mut self, targets: &Value) {
        self.targets += 1;
        let list = self.role("targets", self.targets, json!({"targets": targets}));
        self.write(&format!("{}.targets.json", self.targets), &list);
        self.resnap();
    }

    /// Next snapshot and timestamp.
    pub(crate) fn resnap(&mut self) {
        self.snapshot += 1;
        let meta = json!({"meta": {"targets.json": {"version": self.targets}}});
        let snapshot = self.role("snapshot", self.snapshot, meta);
        self.write(&format!("{}.snapshot.json", self.snapshot), &snapshot);
        self.refresh();
    }

    /// Next timestamp.
    pub(crate) fn refresh(&mut self) {
        self.timestamp += 1;
        let snapshot =
            fs::read(self.folder.join(format!("metadata/{}.snapshot.json", self.snapshot)))
                .unwrap();
        let meta = json!({"meta": {"snapshot.json": {"version": self.snapshot, "length": snapshot.len(),
            "hashes": {"sha256": sha256(&snapshot)}}}});
        let timestamp = self.role("timestamp", self.timestamp, meta);
        self.write("timestamp.json", &timestamp);
    }

    fn role(&self, name: &str, version: u64, rest: Value) -> Vec<u8> {
        let mut signed = json!({"_type": name, "spec_version": "1.0.34", "version": version, "expires": self.expires});
        signed.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        envelope(&signed, &self.roles[name].keys)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join("metadata").join(name), bytes).unwrap();
    }

    /// Its address.
    pub(crate) fn address(&self) -> String {
        address(&self.folder)
    }
}

/// The address of a folder.
pub(crate) fn address(folder: &Path) -> String {
    format!("file:///{}/", folder.to_string_lossy().trim_start_matches('/'))
}

/// Bytes in the shape of a signed Pack, as many as `length` and a little more. Nobody here looks
/// at the publishers' signatures: the extension does.
pub(crate) fn pack(version: u64, length: usize) -> Vec<u8> {
    let mut payload = Vec::with_capacity(length + 32);
    let mut block = digest(&SHA256, &version.to_le_bytes());
    while payload.len() < length {
        payload.extend_from_slice(block.as_ref());
        block = digest(&SHA256, block.as_ref());
    }
    let statement = Statement {
        made: NOW,
        expires: NOW + 90 * DAY,
        version,
        packed: payload.len() as u32,
        unpacked: 1 << 20,
        sha256: digest(&SHA256, &payload).as_ref().try_into().unwrap(),
    };
    let signature = PackSignature { key: [1; 32], signature: [2; 64] };
    SignedPack { statement, signatures: vec![signature; 2], payload: &payload }.write()
}

/// A copy of a whole folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn key(number: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[number; 32]).unwrap()
}

fn public(number: u8) -> Value {
    json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": hex(key(number).public_key().as_ref())}})
}

fn id(number: u8) -> String {
    sha256(&to_canonical_bytes(&public(number)).unwrap())
}

fn envelope(signed: &Value, signers: &[u8]) -> Vec<u8> {
    let bytes = to_canonical_bytes(signed).unwrap();
    let signatures: Vec<Value> = signers
        .iter()
        .map(|number| json!({"keyid": id(*number), "sig": hex(key(*number).sign(&bytes).as_ref())}))
        .collect();
    serde_json::to_vec_pretty(&json!({"signed": signed, "signatures": signatures})).unwrap()
}
