using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class UploadPackageTests
{
    private static UploadPackage Upload() => new() { FormKeys = new([]) };

    [Fact]
    public async Task Only_PDF_scans_go_up_and_then_it_is_uploaded()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        var (scan, letter) = (await Attached(world, id, "scan.pdf", "application/pdf"), await Attached(world, id, "letter.docx", "application/docx"));
        await world.Start(Upload(), id);

        (await world.Decide("unit.handler", "Uploaded"))!.Code.ShouldBe("package.scan-missing");
        (await world.Decide("unit.handler", "Uploaded", data: $$"""{ "files": ["{{letter}}"] }"""))!.Code.ShouldBe("package.not-pdf");
        (await world.Decide("unit.handler", "Uploaded", data: $$"""{ "files": ["{{scan}}"] }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Uploaded");
        (await world.Load(id)).Status.ShouldBe(CaseStatus.Uploaded);
    }

    [Fact]
    public async Task A_package_without_its_forms_does_not_go_up()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        var scan = await Attached(world, id, "scan.pdf", "application/pdf");
        await world.Start(new UploadPackage(), id);

        var refusal = await world.Decide("unit.handler", "Uploaded", data: $$"""{ "files": ["{{scan}}"] }""");

        refusal!.Code.ShouldBe("package.incomplete");
        refusal.Arguments[0]!.ToString().ShouldBe("附件3 社区教育品牌项目汇总表、附件5 社区教育机构统计表");
    }

    [Fact]
    public async Task A_failed_upload_needs_words()
    {
        await using var world = await World.Build();
        await world.Start(Upload(), await world.Case());

        (await world.Decide("unit.handler", "Failed"))!.Code.ShouldBe("opinion.comment-required");
        (await world.Decide("unit.handler", "Failed", "网站无法访问")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Failed");
    }

    [Fact]
    public async Task After_the_call_has_closed_it_is_late()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        world.Clock.Advance(TimeSpan.FromDays(10));

        await world.Start(Upload(), id);

        (await world.Outcome()).ShouldBe("Late");
    }

    private static async Task<long> Attached(World world, long caseId, string name, string contentType)
    {
        var id = 0L;
        await world.Do("unit.handler", "unit", async scope =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            id = scope.GetRequiredService<IdSource>().Next();
            db.Add(new FileContent { Hash = $"hash-{id}", Bytes = [1] });
            db.Add(new Attachment { Id = id, CaseId = caseId, Name = name, ContentType = contentType, Size = 1, ContentHash = $"hash-{id}", PersonId = world.People["unit.handler"], At = world.Clock.GetUtcNow() });
            await scope.GetRequiredService<Workflows.Approvals.Audit.AuditTrail>().Write(Workflows.Approvals.Audit.Subject.Case(caseId), "attachment.added");
            return Result<bool>.Of(true);
        });
        return id;
    }
}
