namespace Workflows.Activities.Choices;

/// <summary>The parties that a chain can name; who they are is resolved from the case and its call when the activity runs.</summary>
public sealed class PartyChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([
            new("申报单位", "applicant"),
            new("上级主管部门", "competentSuperior"),
            new("县级教育主管部门", "county"),
            new("市级教育主管部门", "city"),
            new("省级教育主管部门", "province"),
            new("汇总单位", "collector"),
            new("项目组", "projectGroup"),
            new("备案机构", "filingBody"),
            new("公布单位", "publisher"),
            new("抄报对象", "copyUp"),
            new("抄送对象", "copyTo"),
        ]);
}
