//! Ordered lists of named things, and ids into them that cannot dangle.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use crate::memory::Same;

/// Names one thing of a [`Registry`]. Only the registry makes them, so a look-up cannot fail.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// Returns its position in the registry's order.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.index)
    }
}

/// Things with a name each, in the order their author gave. Copies share what they hold until one of them is changed.
#[derive(Debug)]
pub struct Registry<T> {
    shared: Arc<Shared<T>>,
}

#[derive(Debug)]
struct Shared<T> {
    items: Vec<Arc<T>>,
    names: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, Id<T>>,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), names: self.names.clone(), ids: self.ids.clone() }
    }
}

impl<T> Clone for Registry<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self { shared: Arc::new(Shared { items: Vec::new(), names: Vec::new(), ids: HashMap::new() }) }
    }
}

impl<T> Same for Registry<T> {
    fn is_same(&self, other: &Self) -> bool {
        self.shared.is_same(&other.shared) || self.shared.items.is_same(&other.shared.items)
    }
}

impl<T> Registry<T> {
    /// Adds a thing, or returns the id of the one that already has the name.
    pub fn insert(&mut self, name: &str, item: impl Into<Arc<T>>) -> Result<Id<T>, Id<T>> {
        let shared = Arc::make_mut(&mut self.shared);
        if let Some(&taken) = shared.ids.get(name) {
            return Err(taken);
        }
        let id = Id::new(shared.items.len());
        shared.items.push(item.into());
        let name: Arc<str> = name.into();
        shared.names.push(Arc::clone(&name));
        shared.ids.insert(name, id);
        Ok(id)
    }

    /// Returns a thing.
    pub fn get(&self, id: Id<T>) -> &T {
        &self.shared.items[id.index()]
    }

    /// Returns all things in order, to share them.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.shared.items
    }

    /// Finds a thing by name.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.shared.ids.get(name).copied()
    }

    /// Finds a thing by name; at once where it is the one after `last`, as in a list in the same order.
    pub fn find_after(&self, last: Option<Id<T>>, name: &str) -> Option<Id<T>> {
        let next = last.map_or(0, |last| last.index() + 1);
        let is_next = self.shared.names.get(next).is_some_and(|known| **known == *name);
        if is_next { Some(Id::new(next)) } else { self.find(name) }
    }

    /// Returns everything with its id, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + Clone {
        self.shared.items.iter().enumerate().map(|(index, item)| (Id::new(index), item.as_ref()))
    }

    /// Returns the name of a thing.
    pub fn name(&self, id: Id<T>) -> &str {
        &self.shared.names[id.index()]
    }

    /// Returns all names, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.shared.names.iter().map(AsRef::as_ref).collect();
        names.sort_unstable();
        names
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.shared.items.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shared.items.is_empty()
    }
}

impl<T: Clone> Registry<T> {
    /// Returns a thing to complete it: for links between things of one registry.
    pub fn get_mut(&mut self, id: Id<T>) -> &mut T {
        Arc::make_mut(&mut Arc::make_mut(&mut self.shared).items[id.index()])
    }
}
