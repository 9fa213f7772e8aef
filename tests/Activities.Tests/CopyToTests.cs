using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class CopyToTests
{
    [Fact]
    public async Task Without_a_list_of_its_own_the_call_copies_up_to_the_provincial_education_authority_once()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new CopyTo(), id);
        await world.Start(new CopyTo(), id);

        (await world.Outcome()).ShouldBe("Done");
        var copy = (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().CopyItems.ToListAsync())).ShouldHaveSingleItem();
        copy.RecipientId.ShouldBe(world.Organisations["edu"]);
        copy.Kind.ShouldBe(CopyKind.Up);
    }

    [Fact]
    public async Task It_opens_no_work_item()
    {
        await using var world = await World.Build();

        await world.Start(new CopyTo { Party = new("collector"), Direction = new("to") }, await world.Case());

        (await world.WorkItems()).ShouldBeEmpty();
    }
}
