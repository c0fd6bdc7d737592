//! Who a message says it is from, and who that really is.

mod address;
mod checks;
mod claims;
mod name;
mod vocabulary;

pub use address::Address;
pub(crate) use checks::detect;
pub use claims::Claim;

use crate::host::Directory;
use crate::rules::HostList;
use crate::scene::Scene;

/// What is known of the sender, for the stages that need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The mail address, when there is one.
    pub address: Option<Address>,
    /// The brand that owns the address; never for a free mail provider's.
    pub owner: Option<u32>,
    /// The address is at a free mail provider.
    pub free_mail: bool,
    /// The address is at a mail service that sends for others.
    pub mail_service: bool,
    /// The brands the message claims to be from, the firmest claim first.
    pub claims: Vec<Claim>,
}

impl Identity {
    /// Reads the sender of a message.
    pub fn read(scene: &Scene<'_>, directory: &Directory<'_>) -> Identity {
        let mut identity = Identity {
            address: Address::read(&scene.message.sender.address, directory, scene.urls),
            ..Identity::default()
        };
        if let Some(address) = &identity.address {
            identity.free_mail = directory.is_listed_itself(HostList::FreeMail, &address.host);
            identity.mail_service = directory.is_listed(HostList::MailService, &address.host);
            if !identity.free_mail {
                identity.owner = directory.owner(&address.host);
            }
        }
        identity.claims = claims::read(scene, directory, &identity);
        identity
    }

    /// The brand the shown name claims.
    pub fn named(&self) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.by_name)
    }

    /// The brand the message as a whole claims to be from, if it claims one firmly enough for
    /// its channel.
    pub fn claimed(&self) -> Option<&Claim> {
        self.claims.first().filter(|claim| claim.is_firm)
    }
    /// The brand in whose name and from whose address the message comes, if it does.
    pub fn voice(&self) -> Option<u32> {
        let owner = self.owner?;
        let speaks = |claim: &Claim| claim.brand == owner;
        (self.named().is_some_and(speaks) || self.claimed().is_some_and(speaks)).then_some(owner)
    }
}
