using Workflows.Host.Demo;

namespace Workflows.Host.Tests.Demo;

/// <summary>A story of the past and what is due in the present take turns.</summary>
[Collection(Alone.Name)]
public class StoryClockTests
{
    [Fact]
    public async Task A_story_waits_for_the_passes_that_have_begun_and_no_other_begins_until_it_is_told()
    {
        var (first, second) = (StoryClock.Pass()!, StoryClock.Pass()!);
        var telling = StoryClock.Tell();
        StoryClock.Pass().ShouldBeNull();

        first.Dispose();
        telling.IsCompleted.ShouldBeFalse();
        second.Dispose();
        var story = await telling;
        StoryClock.Pass().ShouldBeNull();

        story.Dispose();
        using var next = StoryClock.Pass();
        next.ShouldNotBeNull();
    }
}
