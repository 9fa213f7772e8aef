using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Tests.Cases;

public class BlockTests
{
    [Theory]
    [InlineData(OpinionDecision.Return, null, "opinion.comment-required")]
    [InlineData(OpinionDecision.Return, "  ", "opinion.comment-required")]
    [InlineData(OpinionDecision.Reject, "", "opinion.reason-required")]
    public void R18_R19_return_needs_a_comment_and_reject_a_reason(OpinionDecision decision, string? text, string code)
    {
        var item = Submitted();
        item.Opinion(decision: decision, text: text).ShouldBeRefusedAs(code);
        item.Opinions.ShouldBeEmpty();
        item.Opinion(decision: decision, text: "附件缺页").Refusal.ShouldBeNull();
    }

    [Fact]
    public void An_approval_without_a_text_says_tongyi() => Submitted().Opinion(text: " ").Value.Text.ShouldBe("同意");

    [Fact]
    public void R24_a_seal_before_the_opinion_is_refused()
    {
        var item = Submitted();
        var seal = Given.Seal(Given.Superior);
        item.Sealed("superiorOpinion", seal).ShouldBeRefusedAs("seal.before-opinion");
        item.Opinion(decision: OpinionDecision.Return, text: "附件缺页");
        item.Sealed("superiorOpinion", seal).ShouldBeRefusedAs("seal.before-opinion");
        item.Opinion();
        item.Sealed("superiorOpinion", seal).Refusal.ShouldBeNull();
    }

    [Fact]
    public void R24_a_block_with_a_seal_is_complete_only_with_opinion_and_seal()
    {
        const BlockMarks marks = BlockMarks.Opinion | BlockMarks.Seal;
        var item = Submitted();
        item.IsComplete("superiorOpinion", marks).ShouldBeFalse();
        item.Opinion();
        item.IsComplete("superiorOpinion", marks).ShouldBeFalse();
        item.RequireComplete(("superiorOpinion", marks)).ShouldBeCode("case.block-incomplete");
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior));
        item.IsComplete("superiorOpinion", marks).ShouldBeTrue();
        item.RequireComplete(("superiorOpinion", marks)).ShouldBeNull();
    }

    [Fact]
    public void R25_only_the_seal_of_the_blocks_own_organisation_fits()
    {
        var item = Submitted();
        item.Opinion();
        item.Sealed("superiorOpinion", Given.Seal(Given.Unit), organisation: Given.Superior).ShouldBeRefusedAs("seal.not-owner");
        item.Sealed("superiorOpinion", Given.Seal(Given.Unit)).ShouldBeRefusedAs("seal.not-owner");
    }

    [Fact]
    public void The_hand_that_approved_does_not_seal()
    {
        var item = Submitted();
        item.Opinion();
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior), person: Given.Head).ShouldBeRefusedAs("seal.custodian-is-approver");
    }

    [Fact]
    public void A_seal_out_of_force_is_refused()
    {
        var item = Submitted();
        item.Opinion();
        var suspended = Given.Seal(Given.Superior);
        suspended.Status = SealStatus.Suspended;
        item.Sealed("superiorOpinion", suspended).ShouldBeRefusedAs("seal.not-in-force");
        var expired = Given.Seal(Given.Superior);
        expired.ValidTo = Given.Day(5, 11);
        item.Sealed("superiorOpinion", expired).ShouldBeRefusedAs("seal.not-in-force");
    }

    [Fact]
    public void The_units_seal_follows_the_signature_under_the_pledge()
    {
        var item = Submitted();
        item.Sealed("unitOpinion", Given.Seal(Given.Unit), after: "pledge").ShouldBeRefusedAs("seal.before-opinion");
        item.Signature();
        var use = item.Sealed("unitOpinion", Given.Seal(Given.Unit), after: "pledge").Value;
        use.ApproverId.ShouldBe(Given.Applicant);
        use.ContentHash.ShouldBe(item.Form("pilot-site")!.ContentHash);
        item.Signature().ShouldBeRefusedAs("signature.already-there");
    }

    [Fact]
    public void R26_the_project_groups_block_is_complete_with_opinion_and_signature_and_asks_no_seal()
    {
        const BlockMarks marks = BlockMarks.Opinion | BlockMarks.Signature;
        var item = Submitted();
        item.Opinion("projectGroupOpinion", organisation: Given.ProjectGroup);
        item.IsComplete("projectGroupOpinion", marks).ShouldBeFalse();
        item.Signature("projectGroupOpinion", Given.ProjectGroup, Given.Head);
        item.IsComplete("projectGroupOpinion", marks).ShouldBeTrue();
        item.LivingSeal("projectGroupOpinion").ShouldBeNull();
    }

    [Fact]
    public void R27_a_skipped_block_is_complete_and_carries_its_reason()
    {
        var item = Submitted();
        var skipped = item.Skip(Given.NextId(), "countyOpinion", "NoSuchLevel", Given.At(5, 11));
        skipped.Decision.ShouldBe(OpinionDecision.NotApplicable);
        skipped.Text.ShouldBe("NoSuchLevel");
        item.IsComplete("countyOpinion", BlockMarks.Opinion | BlockMarks.Seal).ShouldBeTrue();
        item.Sealed("countyOpinion", Given.Seal(Given.Superior)).ShouldBeRefusedAs("seal.before-opinion");
    }

    [Fact]
    public void R21_changed_sealed_content_voids_every_seal_and_opinion()
    {
        var item = Sealed();
        var (_, changed) = item.Submit(Given.NextId(), "pilot-site", new() { ["implementingUnit"] = "凌海市社区学院" }, new() { ["implementingUnit"] = "凌海市社区学院" }, Given.Applicant, Given.At(5, 15));
        changed.ShouldBeTrue();
        item.Opinions.ShouldAllBe(o => o.IsVoid);
        item.Signatures.ShouldAllBe(s => s.IsVoid);
        item.Seals.ShouldAllBe(s => s.IsVoid);
        item.IsComplete("superiorOpinion", BlockMarks.Opinion | BlockMarks.Seal).ShouldBeFalse();
    }

    /// <summary>Submitting voids the opinion; where a newer revision came in another way, the seal is refused all the same.</summary>
    [Fact]
    public void R21_a_seal_is_refused_on_content_that_changed_after_the_opinion()
    {
        var item = Submitted();
        item.Opinion();
        var seen = item.Form("pilot-site")!;
        item.Forms.Add(new CaseForm { Id = Given.NextId(), CaseId = item.Id, FormKey = seen.FormKey, Revision = 2, Content = [], ContentHash = "changed", SealedHash = "changed", PersonId = Given.Applicant, At = Given.At(5, 12) });
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior)).ShouldBeRefusedAs("seal.content-changed");
    }

    [Fact]
    public void R20_a_changed_phone_leaves_seals_and_opinions_as_they_are()
    {
        var item = Sealed();
        item.Submitted(phone: "0416-8129999", at: Given.At(5, 15));
        item.Form("pilot-site")!.Revision.ShouldBe(2);
        item.Opinions.ShouldAllBe(o => !o.IsVoid);
        item.Seals.ShouldAllBe(s => !s.IsVoid);
        item.IsComplete("superiorOpinion", BlockMarks.Opinion | BlockMarks.Seal).ShouldBeTrue();
    }

    [Fact]
    public void R22_a_voided_seal_stays_with_its_reason_and_the_block_can_be_sealed_again()
    {
        var item = Sealed();
        item.VoidSealsAndOpinions("sealed-content-changed", Given.At(5, 15)).ShouldBe(4);
        item.VoidSealsAndOpinions("again", Given.At(5, 16)).ShouldBe(0);
        item.Seals.Count.ShouldBe(2);
        item.Seals.ShouldAllBe(s => s.VoidedAt == Given.At(5, 15) && s.VoidedWhy == "sealed-content-changed");
        item.Opinion();
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior)).Refusal.ShouldBeNull();
        item.Seals.Count.ShouldBe(3);
    }

    [Fact]
    public void A_new_opinion_of_the_block_takes_the_place_of_the_returned_one()
    {
        var item = Submitted();
        item.Opinion(decision: OpinionDecision.Return, text: "附件缺页");
        item.Opinion();
        item.Opinions.Count(o => !o.IsVoid).ShouldBe(1);
        item.LivingOpinion("superiorOpinion")!.Decision.ShouldBe(OpinionDecision.Approve);
        item.Opinions.Single(o => o.IsVoid).VoidedWhy.ShouldBe("superseded");
    }

    [Fact]
    public void R11_the_own_seal_and_the_superiors_opinion_and_seal_are_obligatory_on_every_route()
    {
        (string, BlockMarks)[] demanded = [("pledge", BlockMarks.Signature), ("unitOpinion", BlockMarks.Seal), ("superiorOpinion", BlockMarks.Opinion | BlockMarks.Seal)];
        var item = Submitted();
        item.Signature();
        item.Sealed("unitOpinion", Given.Seal(Given.Unit), after: "pledge");
        item.Opinion();
        var refusal = item.RequireComplete(demanded);
        refusal.ShouldBeCode("case.block-incomplete");
        refusal!.Arguments[1].ShouldBe("superiorOpinion");
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior));
        item.RequireComplete(demanded).ShouldBeNull();
    }

    private static Approvals.Cases.Case Submitted()
    {
        var item = Given.Case();
        item.Submitted();
        return item;
    }

    /// <summary>Signed and sealed by the unit, with the superior's opinion and seal.</summary>
    private static Approvals.Cases.Case Sealed()
    {
        var item = Submitted();
        item.Signature().Refusal.ShouldBeNull();
        item.Sealed("unitOpinion", Given.Seal(Given.Unit), after: "pledge").Refusal.ShouldBeNull();
        item.Opinion().Refusal.ShouldBeNull();
        item.Sealed("superiorOpinion", Given.Seal(Given.Superior)).Refusal.ShouldBeNull();
        return item;
    }
}
