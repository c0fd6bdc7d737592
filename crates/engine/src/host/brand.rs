//! Which brand a host belongs to.

use super::Directory;
use crate::rules::HostList;

impl<'r> Directory<'r> {
    /// The brand whose site this is, whoever wrote the page: `docs.google.com` is Google's.
    pub fn site(&self, host: &str) -> Option<u32> {
        self.own_domain(host).map(|(_, brand)| brand)
    }

    /// The brand that answers for what stands there. Where anyone can publish below a brand's
    /// domain (open hosting, or a public suffix of the brand's), nobody does.
    pub fn owner(&self, host: &str) -> Option<u32> {
        let (domain, brand) = self.own_domain(host)?;
        let rented = self
            .listing(HostList::OpenHosting, host)
            .is_some_and(|entry| entry.len() >= domain.len())
            || self.suffix(host).text.len() >= domain.len();
        (!rented).then_some(brand)
    }

    /// The name of a brand as people write it.
    pub fn brand_name(&self, brand: u32) -> &'r str {
        let name = self.rules.brands.name.get(brand as usize);
        name.map_or("", |&name| self.rules.strings.get(name))
    }

    /// Whether a brand's name is an ordinary word too.
    pub fn is_common_word(&self, brand: u32) -> bool {
        let flag = self.rules.brands.common_word.get(brand as usize);
        flag.is_some_and(|&flag| flag != 0)
    }

    /// The brand one of whose tokens is a word of `text` (lower case).
    pub fn token_in(&self, text: &str) -> Option<u32> {
        let brands = &self.rules.brands;
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .find_map(|word| brands.tokens.find_sorted(word))
            .and_then(|token| brands.token_brand.get(token as usize).copied())
    }

    /// The brand one of whose names is a word of `text` (lower case) and no word of the language.
    pub fn named_in(&self, text: &str) -> Option<u32> {
        let brands = &self.rules.brands;
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).find_map(
            |word| {
                let token = brands.tokens.find_sorted(word)?;
                let brand = *brands.token_brand.get(token as usize)?;
                let ordinary = self.is_common_word(brand) || super::words::is_ordinary(word);
                (!ordinary && self.is_name(word, brand)).then_some(brand)
            },
        )
    }

    /// Whether a token is the brand's whole name. "booking" is not Booking.com.
    pub(super) fn is_name(&self, token: &str, brand: u32) -> bool {
        let name = self.brand_name(brand).chars().filter(|c| c.is_alphanumeric());
        name.flat_map(char::to_lowercase).eq(token.chars())
    }

    fn own_domain<'h>(&self, host: &'h str) -> Option<(&'h str, u32)> {
        super::parents(host).find_map(|parent| Some((parent, self.brand_of_domain(parent)?)))
    }

    pub(super) fn brand_of_domain(&self, domain: &str) -> Option<u32> {
        let brands = &self.rules.brands;
        let index = brands.domains.find_sorted(domain)?;
        brands.domain_brand.get(index as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn owners_and_tenants() {
        let mut rules = Rules::default();
        rules.hosts.suffixes = "com\ns3.amazonaws.com\n".into();
        rules.hosts.listed = ["2sites.google.com"].into_iter().collect();
        rules.brands.domains = ["amazon.com", "amazonaws.com", "google.com"].into_iter().collect();
        rules.brands.domain_brand = vec![0, 0, 1];
        let directory = Directory::new(&rules);
        assert_eq!(directory.owner("www.amazon.com"), Some(0));
        assert_eq!(directory.owner("notamazon.com"), None);
        assert_eq!(directory.owner("amazon.com.evil.com"), None);
        assert_eq!(directory.site("x.s3.amazonaws.com"), Some(0));
        assert_eq!(directory.owner("x.s3.amazonaws.com"), None);
        assert_eq!(directory.owner("mail.google.com"), Some(1));
        assert_eq!(directory.owner("sites.google.com"), None);
    }
}
