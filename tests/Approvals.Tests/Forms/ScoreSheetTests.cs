using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>F-24 for pilot sites.</summary>
public class ScoreSheetTests
{
    private static readonly FormCheckContext Context = new() { Today = new(2023, 6, 5), Party = "expert" };

    private static IReadOnlyList<FormFinding> Check(string values) => FormValidator.Check(ShippedForms.ScoreSheet, ShippedForms.Values(values), Context);

    [Fact]
    public void The_criteria_add_up_to_one_hundred_points()
    {
        var criteria = ScoreCriterion.Of(ShippedForms.ScoreSheet);

        criteria.Count.ShouldBe(6);
        criteria.Sum(c => c.Max).ShouldBe(100);
    }

    [Fact]
    public void Points_beyond_the_limit_are_refused_and_the_limit_itself_passes()
    {
        Check("""{"willingness":15,"support":20,"organisation":20,"team":15,"capacity":20,"guidance":10,"opinion":"同意"}""").ShouldBeEmpty();
        var finding = Check("""{"willingness":15.5,"support":20,"organisation":20,"team":15,"capacity":20,"guidance":0,"opinion":"同意"}""").ShouldHaveSingleItem();
        finding.Sentence.Zh.ShouldBe("应为 0 至 15 分，现为 15.5 分。");
    }

    [Fact]
    public void Who_steps_aside_gives_no_points_but_a_reason()
    {
        Check("""{"conflict":true,"opinion":"本单位申报"}""").ShouldBeEmpty();
        Check("""{"conflict":true,"opinion":"本单位申报","team":3}""").ShouldHaveSingleItem().Rule.ShouldBe("emptyWhen");
        Check("""{"conflict":true}""").ShouldHaveSingleItem().Path.ShouldBe("opinion");
        Check("""{"opinion":"好"}""").Count.ShouldBe(6);
    }
}
