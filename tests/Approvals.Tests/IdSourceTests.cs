using Microsoft.Extensions.Time.Testing;

namespace Workflows.Approvals.Tests;

public class IdSourceTests
{
    [Fact]
    public void Ids_grow_with_time_and_never_repeat_within_one_instant()
    {
        var clock = new FakeTimeProvider(Given.At(5, 20));
        var random = new Random(1);
        var source = new IdSource(clock, random.Next);
        var ids = new List<long>();
        for (var i = 0; i < 10_000; i++)
        {
            if (i % 1000 == 0) clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add(source.Next());
        }
        ids.ShouldBe(ids.Order());
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.ShouldAllBe(id => id > 0);
    }

    [Fact]
    public void The_same_clock_and_randomness_give_the_same_ids()
    {
        long[] Run() { var source = new IdSource(new FakeTimeProvider(Given.At(5, 20)), new Random(7).Next); return [source.Next(), source.Next(), source.Next()]; }
        Run().ShouldBe(Run());
    }

    [Fact]
    public void A_clock_before_2020_is_a_bug_that_says_what_to_do() =>
        Should.Throw<InvalidOperationException>(() => new IdSource(new FakeTimeProvider(new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero)), _ => 0).Next()).Message.ShouldContain("Set the clock");
}
