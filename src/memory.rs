//! What was made before, kept for as long as what it was made from is the very same: how the preview does in a moment what
//! a build does from nothing.
//!
//! Sameness is identity ([`Arc::ptr_eq`]), not equality, so asking costs nothing. A memory keeps its sources alive, so an
//! address is never taken for another thing that came to stand there. Nothing is ever looked up by name or by time: a
//! memory can be empty, or dropped, and the result is the same.

use std::any::Any;
use std::sync::Arc;

use rayon::prelude::*;

/// Something that can be the very same thing.
pub trait Same {
    /// Returns whether both are the same thing.
    fn is_same(&self, other: &Self) -> bool;
}

impl<T: ?Sized> Same for Arc<T> {
    fn is_same(&self, other: &Self) -> bool {
        Self::ptr_eq(self, other)
    }
}

impl<T: Same> Same for [T] {
    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.is_same(b))
    }
}

impl<T: Same> Same for Vec<T> {
    fn is_same(&self, other: &Self) -> bool {
        self.as_slice().is_same(other)
    }
}

impl<T: Same> Same for Option<T> {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.is_same(b),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<A: Same, B: Same> Same for (A, B) {
    fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0) && self.1.is_same(&other.1)
    }
}

/// Things of many kinds, compared one by one.
pub type Parts = Vec<Arc<dyn Any + Send + Sync>>;

/// A small thing of which any copy is as good: compared by what it holds.
#[derive(Debug, Clone)]
pub struct Equal<T>(pub T);

impl<T: PartialEq> Same for Equal<T> {
    fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// Results by their position in a list, each with its source.
#[derive(Debug)]
pub struct Memory<S, R> {
    kept: Vec<(S, Option<R>)>,
}

impl<S, R> Default for Memory<S, R> {
    fn default() -> Self {
        Self { kept: Vec::new() }
    }
}

impl<S: Same + Send + Sync + 'static, R: Clone + Send + Sync + 'static> Memory<S, R> {
    /// Returns the result of every source, in their order: the known one where the same source stood at the same position
    /// before, else one that `make` makes, in parallel. `is_lasting` says which results depend on their source alone.
    pub fn all(
        &mut self,
        sources: Vec<S>,
        make: impl Fn(usize, &S) -> R + Sync,
        is_lasting: impl Fn(&R) -> bool,
    ) -> Vec<R> {
        self.all_after(sources, |at, source, _| make(at, source), is_lasting)
    }

    /// Returns the results as [`all`](Self::all) does; what makes one also sees the source and the result that stood in its
    /// place.
    pub fn all_after(
        &mut self,
        sources: Vec<S>,
        make: impl for<'b> Fn(usize, &S, Option<(&'b S, &'b R)>) -> R + Sync,
        is_lasting: impl Fn(&R) -> bool,
    ) -> Vec<R> {
        let known = |(at, source): (usize, &S)| {
            let (before, result) = self.kept.get(at)?;
            result.as_ref().filter(|_| before.is_same(source)).cloned()
        };
        let known: Vec<Option<R>> = sources.iter().enumerate().map(known).collect();
        let unknown: Vec<usize> = (0..known.len()).filter(|&at| known[at].is_none()).collect();
        if unknown.is_empty() && known.len() == self.kept.len() {
            return known.into_iter().flatten().collect();
        }
        let before =
            |at: usize| self.kept.get(at).and_then(|(source, result)| Some((source, result.as_ref()?)));
        let make = |&at: &usize| make(at, &sources[at], before(at));
        // To wake another thread takes longer than most things take to make.
        let new: Vec<R> = match unknown.as_slice() {
            [one] => vec![make(one)],
            many => many.par_iter().map(make).collect(),
        };
        let mut new = new.into_iter();
        let results: Vec<R> = known.into_iter().filter_map(|known| known.or_else(|| new.next())).collect();
        let lasting = results.iter().map(|result| is_lasting(result).then(|| result.clone()));
        let kept = sources.into_iter().zip(lasting).collect();
        drop_later(std::mem::replace(&mut self.kept, kept));
        results
    }
}

/// Gives memory back beside the work: thousands of places take as long to forget as to draw a page of them.
pub fn drop_later<T: Send + 'static>(old: T) {
    rayon::spawn(move || drop(old));
}

/// One result with its source.
#[derive(Debug)]
pub struct Last<S, R>(Memory<S, R>);

impl<S, R> Default for Last<S, R> {
    fn default() -> Self {
        Self(Memory::default())
    }
}

impl<S: Same + Send + 'static, R: Clone + Send + 'static> Last<S, R> {
    /// Returns the known result where the source is the same as before, else what `make` makes and whether it lasts.
    pub fn get(&mut self, source: S, make: impl FnOnce() -> (R, bool)) -> R {
        if let Some((before, Some(result))) = self.0.kept.first()
            && before.is_same(&source)
        {
            return result.clone();
        }
        let (result, is_lasting) = make();
        let kept = vec![(source, is_lasting.then(|| result.clone()))];
        drop_later(std::mem::replace(&mut self.0.kept, kept));
        result
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn what_stays_the_same_is_made_once() {
        let made = AtomicUsize::new(0);
        let mut memory: Memory<Arc<usize>, usize> = Memory::default();
        let mut all = |sources: &[Arc<usize>]| {
            let double = |_: usize, source: &Arc<usize>| {
                made.fetch_add(1, Ordering::Relaxed);
                **source * 2
            };
            (memory.all(sources.to_vec(), double, |result| *result != 6), made.swap(0, Ordering::Relaxed))
        };
        let [one, two, three] = [1, 2, 3].map(Arc::new);
        assert_eq!(all(&[one.clone(), two.clone()]), (vec![2, 4], 2));
        assert_eq!(all(&[one.clone(), two.clone()]), (vec![2, 4], 0));
        // Another thing that holds the same is not the same thing.
        assert_eq!(all(&[one.clone(), Arc::new(2)]), (vec![2, 4], 1));
        // A thing that moved is made again: places in files depend on their position.
        assert_eq!(all(&[two.clone(), one.clone()]), (vec![4, 2], 2));
        // What does not last is made again.
        assert_eq!(all(std::slice::from_ref(&three)), (vec![6], 1));
        assert_eq!(all(&[three]), (vec![6], 1));
    }

    #[test]
    fn one_result_is_kept_with_its_source() {
        let mut last: Last<Arc<str>, usize> = Last::default();
        let source: Arc<str> = "a".into();
        assert_eq!(last.get(source.clone(), || (1, true)), 1);
        assert_eq!(last.get(source.clone(), || (2, true)), 1);
        assert_eq!(last.get("a".into(), || (3, false)), 3);
        assert_eq!(last.get(source, || (4, true)), 4);
    }
}
